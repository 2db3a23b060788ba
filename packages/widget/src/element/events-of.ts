// Which events a change of state means for the page. Pure.
import { EximpeEvent } from '../events/eximpe-event.ts';
import type { EximpeProblemDetail } from '../events/eximpe-problem-event.ts';
import type { EximpeReadyDetail } from '../events/eximpe-ready-event.ts';
import type { EximpeSettledDetail } from '../events/eximpe-settled-event.ts';
import type { EximpeStateDetail } from '../events/eximpe-state-event.ts';
import type { PaymentState } from '../payment/state.ts';

/** `ready`: the page was told so for this checkout already. */
export function eventsOf(before: PaymentState, after: PaymentState, ready: boolean): Event[] {
  const events: Event[] = [];
  const moved = before.kind !== after.kind;
  if (after.kind === 'entry' && !ready) events.push(new EximpeEvent<EximpeReadyDetail>('eximpe-ready', after.checkout));
  if (moved) events.push(new EximpeEvent<EximpeStateDetail>('eximpe-state', { state: after.kind }));
  const problem = 'problem' in after ? after.problem : undefined;
  if (problem && problem !== ('problem' in before ? before.problem : undefined))
    events.push(new EximpeEvent<EximpeProblemDetail>('eximpe-problem', { problem }));
  const settled = moved ? settlementOf(after) : undefined;
  if (settled) events.push(new EximpeEvent<EximpeSettledDetail>('eximpe-settled', settled));
  return events;
}

const isAnswer = (state: PaymentState): state is Extract<PaymentState, { kind: 'paid' | 'failed' | 'unknown' }> =>
  /paid|failed|unknown/.test(state.kind);

function settlementOf(state: PaymentState): EximpeSettledDetail | undefined {
  if (!isAnswer(state)) return undefined;
  const { orderId = null, network = null, last4 = null } = state.payment ?? {};
  const status = state.kind === 'paid' ? 'successful' : state.kind;
  return { status, orderId, network, last4, ...('problem' in state && { problem: state.problem }) };
}
