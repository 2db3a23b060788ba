// What can stop a new attempt: an earlier request for the same attempt, or another attempt of its checkout.
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
 * The content that makes two requests the same. It leaves out the security code: not even its keyed hash may be kept,
 * and a request that differs only in this code is a repeat.
 */
export function contentOf({ attempt, request }: Initiation): string {
  // Parsing has put the fields into the schema's order.
  return JSON.stringify([attempt, request.checkout, request.mop ?? null, { ...request.card, cvc: undefined }]);
}

/** A repeated attempt gets the same answer, even while the first is still under way. Other content under its id is a misuse. */
export async function repeatAttempt(ports: Ports, earlier: Attempt, content: string): Promise<Attempt> {
  if (!ports.keys.verify('content', content, earlier.contentHash)) throw new ProblemError('attempt_conflict');
  const leftMs = earlier.chargeEndsAtMs - ports.clock.now();
  const answered = await awaitAttempt(ports, earlier, ({ charge }) => charge !== 'sent', Math.max(0, leftMs));
  return checkPayment(ports, answered);
}

/**
 * Another attempt holds the checkout. Resolves when EximPe now says that it failed: then the new attempt may be
 * opened. Else throws: the same shopper, or the same card, can resume the earlier attempt. A stranger who knows the
 * reference gets no handle for it.
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
 * A person who can't prove that the pending attempt is theirs wants to pay with another card, e.g. a guest whose bank
 * code never came and who opened the shop again. After a short while they may. The earlier attempt has not failed: if
 * it is captured, it counts.
 */
async function supersede(ports: Ports, holder: Attempt): Promise<void> {
  const waitMs = holder.createdAtMs + SUPERSEDE_AFTER_MS - ports.clock.now();
  if (waitMs > 0) throw new ProblemError('attempt_pending', { retryAfterSeconds: Math.ceil(waitMs / 1_000) });
  // Cancels only an attempt that EximPe calls pending just now: when EximPe does not say, it may be paid.
  const cancelled = await cancelAttempt(ports, holder, 'attempt_superseded');
  if (holdOf(cancelled) === 'pending') throw new ProblemError('attempt_pending');
}
