// Fired when the form is ready to pay: once per checkout, and again when its amount changes.
import type { CheckoutAnswer } from '@eximpe/contract';
import type { EximpeEvent } from './eximpe-event.ts';

/** The checkout as the server returned it; nothing private. `amount` is a decimal string in rupees. */
export type EximpeReadyDetail = CheckoutAnswer;

export type EximpeReadyEvent = EximpeEvent<EximpeReadyDetail>;

declare global {
  interface GlobalEventHandlersEventMap {
    'eximpe-ready': EximpeReadyEvent;
  }
}
