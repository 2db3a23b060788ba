// Brings the part with saved cards where the shop knows the shopper.
import type { LoadPart } from '../../load-part.ts';
import type { CreateSavedCards, SavedCards, SavedCardsKit } from '../../saved-cards/saved-cards-kit.ts';

export class SavedCardsLoader {
  /** Undefined until it is here, and where there are none. */
  part: SavedCards | undefined;
  readonly #load: LoadPart;
  /** The checkout that it is wanted for; a part that arrives for an earlier one is dropped. */
  #wanted: SavedCardsKit | undefined;

  constructor(load: LoadPart) {
    this.#load = load;
  }

  async bring(kit: SavedCardsKit): Promise<void> {
    this.#wanted = kit;
    const create = await this.#load<CreateSavedCards>('saved-cards.js');
    if (this.#wanted === kit) this.part = create?.(kit);
  }

  drop(): void {
    this.#wanted = this.part = undefined;
  }
}
