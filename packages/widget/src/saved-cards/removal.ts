// The card that was removed last: it can be taken back until the page is left or out of sight, another card is removed, or the checkout is over.
// Then the server is told.
import type { SavedCard } from '@eximpe/contract';
import type { SavedCardsApi } from './saved-cards-api.ts';

interface Removed {
  readonly card: SavedCard;
  /** Where it stood in the list, and whether it was the one to pay with. */
  readonly index: number;
  readonly wasSelected: boolean;
}

export interface RemovalPorts {
  readonly api: SavedCardsApi;
  /** There is nothing to take back any more. */
  readonly onSettle: () => void;
  /**
   * The server has answered: these are left. Undefined: it may still have the card, which `putBack` puts into the list again; nothing
   * is called gone that is not.
   */
  readonly onAnswer: (left: readonly SavedCard[] | undefined, putBack: PutBack) => void;
}

/** The same cards and the removed one, where it stood. */
export type PutBack = (cards: readonly SavedCard[]) => readonly SavedCard[];

export interface Removal {
  /** The card that can be taken back. */
  readonly card: () => SavedCard | undefined;
  readonly remove: (removed: Removed) => void;
  /** Takes it back; undefined where there is none. */
  readonly undo: () => (Removed & { readonly putBack: PutBack }) | undefined;
  /** Tells the server what is still to tell, and hears no more of it. */
  readonly end: () => void;
}

export function removal({ api, onSettle, onAnswer }: RemovalPorts): Removal {
  let removed: Removed | undefined;
  let isOver = false;

  const putBackOf =
    ({ card, index }: Removed): PutBack =>
    (cards) => [...cards.slice(0, index), card, ...cards.slice(index)];

  function settle(): void {
    const going = removed;
    if (!going) return;
    removed = undefined;
    if (!isOver) onSettle();
    void api.remove(going.card.id).then((left) => {
      if (!isOver) onAnswer(left, putBackOf(going));
    });
  }
  /** Phones end pages that are out of sight without another word. */
  const hidden = (): void => {
    if (document.hidden) settle();
  };
  window.addEventListener('pagehide', settle);
  document.addEventListener('visibilitychange', hidden);

  return {
    card: () => removed?.card,
    remove(next) {
      settle();
      removed = next;
    },
    undo() {
      const back = removed;
      removed = undefined;
      return back && { ...back, putBack: putBackOf(back) };
    },
    end() {
      isOver = true;
      settle();
      window.removeEventListener('pagehide', settle);
      document.removeEventListener('visibilitychange', hidden);
    },
  };
}
