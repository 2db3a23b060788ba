// Told when something stands in the way of the payment: for the page’s own log. The shopper already sees it.
import type { Problem } from '@eximpe/contract';

export interface EximpeProblemDetail {
  readonly problem: Problem;
}

export class EximpeProblemEvent extends Event {
  readonly detail: EximpeProblemDetail;
  constructor(detail: EximpeProblemDetail) {
    super('eximpe-problem', { bubbles: true, composed: true });
    this.detail = Object.freeze(detail);
  }
}

declare global {
  interface HTMLElementEventMap {
    'eximpe-problem': EximpeProblemEvent;
  }
}
