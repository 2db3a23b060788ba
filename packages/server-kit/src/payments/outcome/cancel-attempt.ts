// The shopper cancels an attempt. EximPe decides: only an attempt that it still calls pending can be cancelled.
import type { ProblemCode } from '@eximpe/contract';
import { isOver, type Attempt } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import { checkPayment } from './check-payment.ts';
import { about } from '../payment-event.ts';
import type { Ports } from '../ports/ports.ts';
import { applyCancellation } from '../attempt/progress.ts';

/** Why another attempt may replace one that EximPe calls pending. */
export type CancelReason = Extract<
  ProblemCode,
  | 'challenge_cancelled'
  | 'challenge_unavailable'
  | 'attempt_superseded'
  | 'amount_changed'
  | 'checkout_unknown'
  | 'already_paid'
>;

/** How old EximPe's answer "pending" may be. */
const FRESH_MS = 5_000;

/**
 * The attempt afterwards. When EximPe does not answer, the attempt is not cancelled: it may be paid.
 * @param why the reason, e.g. that the shopper cancelled, or that the bank's page was refused
 */
export async function cancelAttempt(
  ports: Ports,
  attempt: Attempt,
  why: CancelReason = 'challenge_cancelled',
): Promise<Attempt> {
  const current = await checkPayment(ports, attempt, 'now');
  const nowMs = ports.clock.now();
  const stillPending = current.reportedPendingAtMs !== null && nowMs - current.reportedPendingAtMs <= FRESH_MS;
  if (isOver(current) || !stillPending) return current;
  const change = await changeAttempt(ports, attempt.id, (latest) => applyCancellation(latest, why));
  if (!change) return current;
  const { before, after } = change;
  if (before !== after) ports.emit({ type: 'attempt.cancelled', problem: why, ...about(after) });
  return after;
}
