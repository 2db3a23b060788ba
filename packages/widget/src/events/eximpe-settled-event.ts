// Told when the shopper has an answer. Goods are shipped on the server’s word, not on this.
import type { Network, Problem } from '@eximpe/contract';
import type { EximpeEvent } from './eximpe-event.ts';

export interface EximpeSettledDetail {
  /** `unknown`: we stopped waiting; the shop will learn it from EximPe. */
  readonly status: 'successful' | 'failed' | 'unknown';
  /** EximPe's order id; null while the charge was never answered. */
  readonly orderId: string | null;
  readonly network: Network | null;
  readonly last4: string | null;
  /** With `failed`: why. */
  readonly problem?: Problem;
}

export type EximpeSettledEvent = EximpeEvent<EximpeSettledDetail>;

declare global {
  interface HTMLElementEventMap {
    'eximpe-settled': EximpeSettledEvent;
  }
}
