// Told when something stands in the way of the payment: for the page’s own log. The shopper already sees it.
import type { Problem } from '@eximpe/contract';
import { EximpeEvent } from './eximpe-event.ts';

export interface EximpeProblemDetail {
  readonly problem: Problem;
}

export class EximpeProblemEvent extends EximpeEvent<EximpeProblemDetail> {
  constructor(detail: EximpeProblemDetail) {
    super('eximpe-problem', detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'eximpe-problem': EximpeProblemEvent;
  }
}
