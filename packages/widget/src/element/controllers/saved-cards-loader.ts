// Brings the part with saved cards where the shop knows the shopper.
import type { LoadPart } from '../../load-part.ts';
import type { CreateSavedCards, SavedCards, SavedCardsKit } from '../../saved-cards/saved-cards-kit.ts';

export class SavedCardsLoader {
  /** Undefined until it is here, and where there are none. */
  part: SavedCards | undefined;
  readonly #load: LoadPart;
  /** The checkout that it is wanted for; a part that arrives for an earlier one is dropped. */
  #wanted: SavedCardsKit | undefined;
  #isWaitedFor = false;

  constructor(load: LoadPart) {
    this.#load = load;
  }

  /** Cards are on their way, and nobody is typing another one meanwhile. */
  get isComing(): boolean {
    return this.#isWaitedFor && (this.part?.isComing() ?? this.#wanted !== undefined);
  }

  /** `isWaitedFor`: nothing is typed, so that the fields can wait until it is known whether they are needed. */
  async bring(kit: SavedCardsKit, isWaitedFor: boolean): Promise<void> {
    this.#wanted = kit;
    this.#isWaitedFor = isWaitedFor;
    const create = await this.#load<CreateSavedCards>('saved-cards.js');
    if (this.#wanted !== kit) return;
    this.part = create?.(kit);
    if (!this.part) this.#isWaitedFor = false;
    kit.repaint();
  }

  drop(): void {
    this.part?.end();
    this.#wanted = this.part = undefined;
  }
}
