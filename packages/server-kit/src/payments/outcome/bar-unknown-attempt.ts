// After we tell the form that an attempt never arrived, we refuse it if it arrives later.
import type { AttemptId } from '@eximpe/contract';
import { ProblemError } from '../../errors/problem-error.ts';
import { LOST_CHARGE_GRACE_MS } from '../attempt/ask-schedule.ts';
import { referenceFor, type Attempt } from '../attempt/attempt.ts';
import { explained } from '../explain.ts';
import type { Ports } from '../ports/ports.ts';
import { tellOfForgotten } from './recover-unknown.ts';
import { reportNoAnswer } from '../report-no-answer.ts';

/** Longer than any request takes to arrive. */
const BARRED_MS = 3_600_000;

/**
 * The attempt, if it has just arrived. Else bars its id, and rejects with the problem for its form: `attempt_unknown` only
 * when it is certain that nothing was charged.
 * @param merchantId the sub-merchant of the attempt's checkout; null when there is none, undefined when that is not
 * known
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

/** Bars an attempt for which no charge has left: none will leave, and the kit can tell its form so without asking EximPe. */
export async function barUnchargedAttempt(ports: Ports, id: AttemptId): Promise<void> {
  await ports.store.bar(id, 'uncharged', BARRED_MS);
}

/** Any store may have forgotten: memory when its process ends, a disk its last second. EximPe has not, so the kit asks by reference. */
async function explainUnknown(
  ports: Ports,
  id: AttemptId,
  merchantId: string | null | undefined,
): Promise<ProblemError> {
  const referenceId = referenceFor(id);
  const answer = await ports.gateway.of(merchantId ?? null).askByReference(referenceId);
  // A charge of the previous process may still be on its way. The sandbox need not wait: nobody loses money there, and processes start all the time.
  const isNew = ports.clock.now() - ports.startedAtMs < LOST_CHARGE_GRACE_MS;
  const isSure = ports.store.durable || ports.explainsFaults || !isNew;
  if (answer.kind === 'absent') {
    if (isSure) return new ProblemError('attempt_unknown');
    return explained(ports, 'gateway_unreachable', 'this process has just started, and has no records yet');
  }
  if (answer.kind === 'known') {
    if (answer.report.status === 'successful')
      await tellOfForgotten(ports, referenceId, answer.report, merchantId ?? null);
    return new ProblemError('outcome_unknown');
  }
  await reportNoAnswer(ports, 'status', answer);
  // For an account that may not list payments, only the store can tell, and a durable store is enough. Not if EximPe
  // may have refused only because the call had to name a sub-merchant.
  if (answer.kind === 'denied' && ports.store.durable && merchantId !== undefined)
    return new ProblemError('attempt_unknown');
  return explained(ports, answer.kind === 'denied' ? 'merchant_misconfigured' : 'gateway_unreachable', answer.detail);
}
