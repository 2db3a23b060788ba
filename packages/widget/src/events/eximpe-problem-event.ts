// Fired when something prevents the payment, for the page’s own log. The shopper already sees it.
import type { Problem } from '@eximpe/contract';
import type { EximpeEvent } from './eximpe-event.ts';

export interface EximpeProblemDetail {
  readonly problem: Problem;
}

export type EximpeProblemEvent = EximpeEvent<EximpeProblemDetail>;

declare global {
  interface GlobalEventHandlersEventMap {
    'eximpe-problem': EximpeProblemEvent;
  }
}
