// Fired whenever the payment's state changes: information for the page, not proof of payment.
import type { PaymentState } from '../payment/state.ts';
import type { EximpeEvent } from './eximpe-event.ts';

export interface EximpeStateDetail {
  readonly state: PaymentState['kind'];
}

export type EximpeStateEvent = EximpeEvent<EximpeStateDetail>;

declare global {
  interface GlobalEventHandlersEventMap {
    'eximpe-state': EximpeStateEvent;
  }
}
