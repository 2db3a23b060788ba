// Which events a change of state means for the page. Pure.
import type { CheckoutReference, PaymentAnswer } from '@eximpe/contract';
import { EximpeEvent } from '../events/eximpe-event.ts';
import type { EximpeProblemDetail } from '../events/eximpe-problem-event.ts';
import type { EximpeReadyDetail } from '../events/eximpe-ready-event.ts';
import type { EximpeSettledDetail } from '../events/eximpe-settled-event.ts';
import type { EximpeStateDetail } from '../events/eximpe-state-event.ts';
import type { PaymentState } from '../payment/state.ts';

/** `ready`: the page was told so for this checkout already. */
export function eventsOf(
  before: PaymentState,
  after: PaymentState,
  ready: boolean,
  checkout: CheckoutReference,
): Event[] {
  const events: Event[] = [];
  const moved = before.kind !== after.kind;
  if (after.kind === 'entry' && !ready) events.push(new EximpeEvent<EximpeReadyDetail>('eximpe-ready', after.checkout));
  if (moved) events.push(new EximpeEvent<EximpeStateDetail>('eximpe-state', { state: after.kind }));
  const problem = 'problem' in after ? after.problem : undefined;
  const isPaid = problem?.code === 'already_paid';
  if (problem && !isPaid && problem !== ('problem' in before ? before.problem : undefined))
    events.push(new EximpeEvent<EximpeProblemDetail>('eximpe-problem', { problem }));
  const { payment } = after as { readonly payment?: PaymentAnswer | null };
  if (moved && (isPaid || /paid|failed|unknown/.test(after.kind))) {
    const { orderId = null, network = null, last4 = null } = payment ?? {};
    const status = isPaid || after.kind === 'paid' ? 'successful' : (after.kind as 'failed' | 'unknown');
    const why = after.kind === 'failed' && { problem: after.problem };
    events.push(
      new EximpeEvent<EximpeSettledDetail>('eximpe-settled', { status, checkout, orderId, network, last4, ...why }),
    );
  }
  return events;
}
