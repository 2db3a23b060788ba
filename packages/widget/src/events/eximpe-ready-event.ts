// Told once for each checkout, and again where its amount has changed: the form can be paid with.
import type { CheckoutAnswer } from '@eximpe/contract';
import type { EximpeEvent } from './eximpe-event.ts';

/** What the server says of the checkout; nothing private. `amount` is a decimal string in rupees. */
export type EximpeReadyDetail = CheckoutAnswer;

export type EximpeReadyEvent = EximpeEvent<EximpeReadyDetail>;

declare global {
  interface GlobalEventHandlersEventMap {
    'eximpe-ready': EximpeReadyEvent;
  }
}
