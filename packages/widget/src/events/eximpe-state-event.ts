// Told whenever the payment moves: news for the page, not proof of anything.
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
