// Fired when the shopper sees the outcome. Ship goods when the server confirms it, not on this event.
import type { Network, Problem } from '@eximpe/contract';
import type { EximpeEvent } from './eximpe-event.ts';

export interface EximpeOutcomeDetail {
  /** `unknown`: the form stopped waiting; EximPe will tell the shop. */
  readonly status: 'successful' | 'failed' | 'unknown';
  /** The value of the attribute `checkout` for this payment: the shop's own reference, or a session. */
  readonly checkout: string;
  /** EximPe's order id; null if the charge was never answered, or if the checkout was paid before this form loaded. */
  readonly orderId: string | null;
  readonly network: Network | null;
  readonly last4: string | null;
  /** With `failed`: why. */
  readonly problem?: Problem;
}

export type EximpeOutcomeEvent = EximpeEvent<EximpeOutcomeDetail>;

declare global {
  interface GlobalEventHandlersEventMap {
    'eximpe-outcome': EximpeOutcomeEvent;
  }
}
