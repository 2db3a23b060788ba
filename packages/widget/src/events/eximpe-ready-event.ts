// Told once for each checkout: the form can be paid with.
import type { Network } from '@eximpe/contract';
import type { EximpeEvent } from './eximpe-event.ts';

export interface EximpeReadyDetail {
  /** What is to be paid, as the server says it: decimal string in rupees. */
  readonly amount: string;
  readonly currency: 'INR';
  readonly networks: readonly Network[];
}

export type EximpeReadyEvent = EximpeEvent<EximpeReadyDetail>;

declare global {
  interface HTMLElementEventMap {
    'eximpe-ready': EximpeReadyEvent;
  }
}
