// Told when the detected network or the completeness of the form changes. Says nothing of what was typed.
import type { KnownNetwork } from '../card/networks.ts';

export interface EximpeChangeDetail {
  /** Undefined while the first digits leave it open. */
  readonly network: KnownNetwork | undefined;
  /** Every field is valid: submitting would send the card. */
  readonly complete: boolean;
}

export class EximpeChangeEvent extends Event {
  readonly detail: EximpeChangeDetail;
  constructor(detail: EximpeChangeDetail) {
    super('eximpe-change', { bubbles: true, composed: true });
    this.detail = Object.freeze(detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'eximpe-change': EximpeChangeEvent;
  }
}
