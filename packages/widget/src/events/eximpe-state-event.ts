// Told whenever the payment moves: news for the page, not proof of anything.
import type { PaymentState } from '../payment/state.ts';
import { EximpeEvent } from './eximpe-event.ts';

export interface EximpeStateDetail {
  readonly state: PaymentState['kind'];
}

export class EximpeStateEvent extends EximpeEvent<EximpeStateDetail> {
  constructor(detail: EximpeStateDetail) {
    super('eximpe-state', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'eximpe-state': EximpeStateEvent;
  }
}
