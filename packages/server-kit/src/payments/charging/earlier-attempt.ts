// What stands before a new attempt: the same one again, or another of its checkout.
import { ProblemError } from '../../errors/problem-error.ts';
import { holdOf, type Attempt } from '../attempt/attempt.ts';
import { awaitAttempt } from '../changes/await-change.ts';
import { SUPERSEDE_AFTER_MS } from '../attempt/ask-schedule.ts';
import { cancelAttempt } from '../outcome/cancel-attempt.ts';
import { checkPayment } from '../outcome/check-payment.ts';
import { handleOf } from '../attempt/handle.ts';
import type { Initiation } from './initiation.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * What makes two requests the same. Without the security code: not even its keyed hash may be kept, and a request that
 * differs in nothing else is a repeat.
 */
export function contentOf({ attempt, request }: Initiation): string {
  // What was parsed has its fields in the schema's order, however they came.
  return JSON.stringify([attempt, request.checkout, request.mop ?? null, { ...request.card, cvc: undefined }]);
}

/** The same attempt again gets the same answer, also while the first is still under way. Other content is a misuse. */
export async function repeatAttempt(ports: Ports, earlier: Attempt, content: string): Promise<Attempt> {
  if (!ports.keys.verify('content', content, earlier.contentHash)) throw new ProblemError('attempt_conflict');
  const leftMs = earlier.chargeEndsAtMs - ports.clock.now();
  const answered = await awaitAttempt(ports, earlier, ({ charge }) => charge !== 'sent', Math.max(0, leftMs));
  return checkPayment(ports, answered);
}

/**
 * Another attempt holds the checkout. Resolves when EximPe says by now that it failed, so that this one may be opened. Else
 * throws: that one is to be resumed, by the same shopper or the same card. A stranger who knows the reference is told no
 * name for it.
 * @param customer the shopper as the shop's server knows them; undefined for a guest
 */
export async function standBack(
  ports: Ports,
  customer: string | undefined,
  wanted: Attempt,
  holder: Attempt,
): Promise<void> {
  const current = await checkPayment(ports, holder, 'now');
  const hold = holdOf(current);
  if (hold === 'none') return;
  const isOwn = (customer !== undefined && customer === current.customer) || current.cardHash === wanted.cardHash;
  if (isOwn) {
    const handle = handleOf(ports.keys, current);
    throw new ProblemError(hold === 'paid' ? 'already_paid' : 'attempt_pending', { handle });
  }
  if (hold === 'paid') throw new ProblemError('already_paid');
  await supersede(ports, current);
}

/**
 * Somebody without a claim to the pending attempt wants to pay with another card: a guest, say, whose first code never came and
 * who opened the shop anew. After a short while they may. The earlier one has not failed: should it be captured, it counts.
 */
async function supersede(ports: Ports, holder: Attempt): Promise<void> {
  const waitMs = holder.createdAtMs + SUPERSEDE_AFTER_MS - ports.clock.now();
  if (waitMs > 0) throw new ProblemError('attempt_pending', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
  // Only what EximPe calls pending just now: what it will not say may be paid.
  const cancelled = await cancelAttempt(ports, holder, 'attempt_superseded');
  if (holdOf(cancelled) === 'pending') throw new ProblemError('attempt_pending');
}
