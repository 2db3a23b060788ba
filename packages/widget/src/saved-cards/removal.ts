// The last removed card: the shopper can restore it until the page is left or hidden, another card is removed, or the checkout ends.
// After that the form tells the server.
import type { SavedCard } from '@eximpe/contract';
import { listen } from '../listen.ts';
import type { SavedCardsApi } from './saved-cards-api.ts';

interface Removed {
  readonly card: SavedCard;
  /** Its place in the list, and whether it was the selected card. */
  readonly index: number;
  readonly wasSelected: boolean;
}

export interface RemovalPorts {
  readonly api: SavedCardsApi;
  /** There is nothing left to restore. */
  readonly onSettle: () => void;
  /**
   * The server has answered with the remaining cards. Undefined: it may still have the card, so `putBack` puts it into the list again; the form
   * never says that a card is gone when it is not.
   */
  readonly onAnswer: (left: readonly SavedCard[] | undefined, putBack: PutBack) => void;
}

/** Adds the removed card to the cards, at its old place. */
export type PutBack = (cards: readonly SavedCard[]) => readonly SavedCard[];

export interface Removal {
  /** The card that can be restored. */
  readonly card: () => SavedCard | undefined;
  readonly remove: (removed: Removed) => void;
  /** Restores the card; undefined if there is none. */
  readonly undo: () => (Removed & { readonly putBack: PutBack }) | undefined;
  /** Sends the server a removal that is not sent yet, and ignores the answer. */
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
  /** Phones end hidden pages without a further event. */
  const hidden = (): void => {
    if (document.hidden) settle();
  };
  const ears = [listen(window, ['pagehide'], settle), listen(document, ['visibilitychange'], hidden)];

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
      for (const stop of ears) stop();
    },
  };
}
