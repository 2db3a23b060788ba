// Which events a change of state sends to the page. Pure.
import type { CheckoutReference, PaymentAnswer } from '@eximpe/contract';
import { EximpeEvent } from '../events/eximpe-event.ts';
import type { EximpeProblemDetail } from '../events/eximpe-problem-event.ts';
import type { EximpeReadyDetail } from '../events/eximpe-ready-event.ts';
import type { EximpeOutcomeDetail } from '../events/eximpe-outcome-event.ts';
import type { EximpeStateDetail } from '../events/eximpe-state-event.ts';
import { openCheckout, paymentOf, problemOf, type PaymentState } from '../payment/state.ts';

/** `toldAmount`: the amount of this checkout that the page was last told. */
export function eventsOf(
  before: PaymentState,
  after: PaymentState,
  toldAmount: string | undefined,
  checkout: CheckoutReference,
): Event[] {
  const events: Event[] = [];
  const hasMoved = before.kind !== after.kind;
  const checkoutToPay = openCheckout(after);
  if (checkoutToPay && checkoutToPay.amount !== toldAmount)
    events.push(new EximpeEvent<EximpeReadyDetail>('eximpe-ready', checkoutToPay));
  if (hasMoved) events.push(new EximpeEvent<EximpeStateDetail>('eximpe-state', { state: after.kind }));
  const problem = problemOf(after);
  if (problem && problem.code !== 'already_paid' && problem !== problemOf(before))
    events.push(new EximpeEvent<EximpeProblemDetail>('eximpe-problem', { problem }));
  const status = statusOf(after);
  if (status && status !== statusOf(before)) {
    const { orderId = null, network = null, last4 = null } = paymentOf(after) ?? ({} as Partial<PaymentAnswer>);
    const why = after.kind === 'failed' && { problem: after.problem };
    events.push(
      new EximpeEvent<EximpeOutcomeDetail>('eximpe-outcome', { status, checkout, orderId, network, last4, ...why }),
    );
  }
  return events;
}

/** The result for the shopper; undefined while there is none. */
function statusOf(state: PaymentState): EximpeOutcomeDetail['status'] | undefined {
  if (problemOf(state)?.code === 'already_paid') return 'successful';
  if (state.kind === 'paid') return 'successful';
  return state.kind === 'failed' || state.kind === 'unknown' ? state.kind : undefined;
}
