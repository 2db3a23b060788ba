// Told when the shopper has an answer. Goods are shipped on the server’s word, not on this.
import type { Network, Problem } from '@eximpe/contract';
import type { EximpeEvent } from './eximpe-event.ts';

export interface EximpeOutcomeDetail {
  /** `unknown`: we stopped waiting; the shop will learn it from EximPe. */
  readonly status: 'successful' | 'failed' | 'unknown';
  /** What was to be paid, as the attribute `checkout` said: the shop's own reference, or a session. */
  readonly checkout: string;
  /** EximPe's order id; null while the charge was never answered, and where the checkout was paid before this form came. */
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
