// Loads the part for saved cards if the shop knows the shopper.
import type { LoadPart } from '../../load-part.ts';
import type { SavedCards, SavedCardsKit } from '../../saved-cards/saved-cards-kit.ts';
import { PartLoader } from './part-loader.ts';

export class SavedCardsLoader extends PartLoader<SavedCardsKit, SavedCards> {
  #isWaitedFor = false;

  constructor(load: LoadPart) {
    super(load, 'saved-cards.js');
  }

  /** Saved cards are loading, and the shopper is not typing another card. */
  get isComing(): boolean {
    return this.#isWaitedFor && (this.part?.isComing() ?? this.isWanted);
  }

  /** `isWaitedFor`: nothing is typed, so that the fields can wait until it is known whether they are needed. */
  async bringFor(kit: SavedCardsKit, isWaitedFor: boolean): Promise<void> {
    this.#isWaitedFor = isWaitedFor;
    if ((await this.bring(kit)) !== false) return;
    this.#isWaitedFor = false;
    kit.repaint();
  }
}
