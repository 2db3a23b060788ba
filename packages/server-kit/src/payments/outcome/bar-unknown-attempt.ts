// After we tell the form that an attempt never arrived, we refuse it if it arrives later.
import type { AttemptId } from '@eximpe/contract';
import { ProblemError } from '../../errors/problem-error.ts';
import { LOST_CHARGE_GRACE_MS } from '../attempt/ask-schedule.ts';
import { referenceFor, type Attempt } from '../attempt/attempt.ts';
import { explained } from '../explain.ts';
import type { Ports } from '../ports/ports.ts';
import { tellOfForgotten } from './recover-unknown.ts';
import { reportNoAnswer } from '../report-no-answer.ts';

/** Longer than any request can be on its way. */
const BARRED_MS = 3_600_000;

/**
 * The attempt, should it have come just now. Else it is barred, and this rejects with what its form is to be told:
 * `attempt_unknown` only when it is certain that nothing was charged.
 * @param merchantId the sub-merchant of the checkout it was for, null where there is none; undefined where that is not known
 */
export async function barUnknownAttempt(
  ports: Ports,
  id: AttemptId,
  merchantId: string | null | undefined,
): Promise<Attempt> {
  const barring = await ports.store.bar(id, 'unknown', BARRED_MS);
  if (barring.kind === 'exists') return barring.attempt;
  throw barring.before === 'uncharged'
    ? new ProblemError('attempt_unknown')
    : await explainUnknown(ports, id, merchantId);
}

/** Nothing left for this attempt, and nothing will: its form is told so without asking EximPe. */
export async function barUnchargedAttempt(ports: Ports, id: AttemptId): Promise<void> {
  await ports.store.bar(id, 'uncharged', BARRED_MS);
}

/** Any store may have forgotten: a memory with its process, a disk its last second. EximPe has not, and is asked by reference. */
async function explainUnknown(
  ports: Ports,
  id: AttemptId,
  merchantId: string | null | undefined,
): Promise<ProblemError> {
  const referenceId = referenceFor(id);
  const answer = await ports.gateway.of(merchantId ?? null).askByReference(referenceId);
  // A charge of the process before this one may still be on its way. In the sandbox nobody loses money, and processes start all the time.
  const isNew = ports.clock.now() - ports.startedAtMs < LOST_CHARGE_GRACE_MS;
  const isSure = ports.store.durable || ports.explainsFaults || !isNew;
  if (answer.kind === 'absent') {
    if (isSure) return new ProblemError('attempt_unknown');
    return explained(ports, 'gateway_unreachable', 'this process has just started, and remembers nothing yet');
  }
  if (answer.kind === 'known') {
    if (answer.report.status === 'successful')
      await tellOfForgotten(ports, referenceId, answer.report, merchantId ?? null);
    return new ProblemError('outcome_unknown');
  }
  await reportNoAnswer(ports, 'status', answer);
  // An account that may not list payments has only the store's word, and a durable one's is good. Not where it may only be refused
  // because a sub-merchant was to be named.
  if (answer.kind === 'denied' && ports.store.durable && merchantId !== undefined)
    return new ProblemError('attempt_unknown');
  return explained(ports, answer.kind === 'denied' ? 'merchant_misconfigured' : 'gateway_unreachable', answer.detail);
}
