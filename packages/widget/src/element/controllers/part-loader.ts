// Loads a part for one checkout, and drops it when that checkout ends.
import type { LoadPart } from '../../load-part.ts';

export class PartLoader<Kit extends { readonly repaint: () => void }, Part extends { readonly end: () => void }> {
  /** Undefined until it has loaded, and if there is none. */
  part: Part | undefined;
  readonly #load: LoadPart;
  readonly #file: string;
  /** The checkout's kit that needs the part; a part that arrives for an earlier kit is dropped. */
  #wanted: Kit | undefined;

  constructor(load: LoadPart, file: string) {
    this.#load = load;
    this.#file = file;
  }

  get isWanted(): boolean {
    return this.#wanted !== undefined;
  }

  /** Resolves with whether the part has loaded; with undefined when it is no longer wanted. */
  async bring(kit: Kit): Promise<boolean | undefined> {
    this.#wanted = kit;
    const create = await this.#load<(kit: Kit) => Part>(this.#file);
    if (this.#wanted !== kit) return undefined;
    this.part = create?.(kit);
    kit.repaint();
    return this.part !== undefined;
  }

  drop(): void {
    this.part?.end();
    this.#wanted = this.part = undefined;
  }
}
