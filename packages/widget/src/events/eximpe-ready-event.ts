// Told once for each checkout: the form can be paid with.
import type { Network } from '@eximpe/contract';

export interface EximpeReadyDetail {
  /** What is to be paid, as the server says it: decimal string in rupees. */
  readonly amount: string;
  readonly currency: 'INR';
  readonly networks: readonly Network[];
}

export class EximpeReadyEvent extends Event {
  readonly detail: EximpeReadyDetail;
  constructor(detail: EximpeReadyDetail) {
    super('eximpe-ready', { bubbles: true, composed: true });
    this.detail = Object.freeze(detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'eximpe-ready': EximpeReadyEvent;
  }
}
