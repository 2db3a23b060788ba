// Told whenever the payment moves: news for the page, not proof of anything.
import type { PaymentState } from '../payment/state.ts';

export interface EximpeStateDetail {
  readonly state: PaymentState['kind'];
}

export class EximpeStateEvent extends Event {
  readonly detail: EximpeStateDetail;
  constructor(detail: EximpeStateDetail) {
    super('eximpe-state', { bubbles: true, composed: true });
    this.detail = Object.freeze(detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'eximpe-state': EximpeStateEvent;
  }
}
