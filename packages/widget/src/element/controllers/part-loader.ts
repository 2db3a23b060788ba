// Brings a part that is made for one checkout, and drops it with that.
import type { LoadPart } from '../../load-part.ts';

export class PartLoader<Kit extends { readonly repaint: () => void }, Part extends { readonly end: () => void }> {
  /** Undefined until it is here, and where there is none. */
  part: Part | undefined;
  readonly #load: LoadPart;
  readonly #file: string;
  /** What it is wanted for; a part that arrives for something earlier is dropped. */
  #wanted: Kit | undefined;

  constructor(load: LoadPart, file: string) {
    this.#load = load;
    this.#file = file;
  }

  get isWanted(): boolean {
    return this.#wanted !== undefined;
  }

  /** Resolves to whether it is here; undefined when it is not wanted any more. */
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
