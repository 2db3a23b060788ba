// Loads the BIN look-up when the shopper is about to type, and not before: time during the first rendering is precious on a cheap phone.
import type { BinFacts } from '../../api/bin-api.ts';
import type { LoadPart } from '../../load-part.ts';
import type { CreateBinLookup } from '../../parts/bin-lookup.ts';

export interface BinLookupPorts {
  readonly load: LoadPart;
  /** The digits that are in the field now. */
  readonly digits: () => string;
  /** Told what is known about the first digits in the field; undefined while nothing is known. */
  readonly onFacts: (bin: string, facts: BinFacts | undefined) => void;
}

const SIGNS_OF_TYPING = ['focusin', 'input'];

export class BinLookupLoader {
  readonly #ports: BinLookupPorts;
  /** The checkout that needs the look-up; a look-up that arrives for an earlier one is dropped. */
  #wanted: object | undefined;
  #lookUp: ((digits: string) => void) | undefined;

  constructor(ports: BinLookupPorts) {
    this.#ports = ports;
  }

  /** `isTyping`: the shopper is in the form already. */
  waitForTyping(root: EventTarget, endpoint: string, checkout: string, isTyping: boolean): void {
    const wanted = {};
    this.#wanted = wanted;
    let isLoading = false;
    const bring = (): void => {
      if (isLoading || this.#wanted !== wanted) return;
      isLoading = true;
      void this.#bring(wanted, endpoint, checkout);
    };
    if (isTyping) bring();
    for (const sign of SIGNS_OF_TYPING) root.addEventListener(sign, bring, { once: true });
  }

  /** Called after each edit of the number. */
  digitsChanged(digits: string): void {
    this.#lookUp?.(digits);
  }

  stop(): void {
    this.#wanted = undefined;
    // A question that waits for the shopper to pause is not asked any more.
    this.#lookUp?.('');
    this.#lookUp = undefined;
  }

  async #bring(wanted: object, endpoint: string, checkout: string): Promise<void> {
    const create = await this.#ports.load<CreateBinLookup>('parts/bin-lookup.js');
    if (this.#wanted !== wanted) return;
    this.#lookUp = create?.(endpoint, checkout, (bin, facts) => {
      if (this.#wanted === wanted) this.#ports.onFacts(bin, facts);
    });
    // The shopper may have typed digits before the look-up came.
    this.#lookUp?.(this.#ports.digits());
  }
}
