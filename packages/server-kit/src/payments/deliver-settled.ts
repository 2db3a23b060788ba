// Tells the merchant's hook that a payment is settled: at least once, from the store, until the hook has taken it.
import type { AttemptId } from '@eximpe/contract';
import { hasWorkLeft, type Attempt } from './attempt.ts';
import { changeAttempt } from './change-attempt.ts';
import { about } from './payment-event.ts';
import type { Ports } from './ports/ports.ts';
import { settledPayment, type SettledPayment } from './settled-payment.ts';
import { withClaim } from './with-claim.ts';
import { withinTime } from './within-time.ts';

/** One process at a time runs the hook for a payment. */
const LOCK_MS = 60_000;
/** A hook that has not finished by then counts as one that threw; the lock is still ours. */
const LONGEST_HOOK_MS = LOCK_MS - 5_000;
const DELAYS_MS = [1, 5, 15, 60, 300, 900, 3_600].map((seconds) => seconds * 1_000);

/** Milliseconds to wait after the given number of tries. It never stops trying: a paid order must not be forgotten. */
export const redeliveryDelayMs = (tries: number): number =>
  DELAYS_MS[Math.min(tries - 1, DELAYS_MS.length - 1)] ?? LOCK_MS;

export async function deliverSettled(ports: Ports, id: AttemptId): Promise<void> {
  await withClaim(ports.store, `deliver:${id}`, LOCK_MS, async () => {
    const attempt = await ports.store.find(id);
    const payment = attempt && settledPayment(attempt);
    if (!payment || attempt.delivery !== 'due') return;
    const isTaken = await tell(ports, attempt, payment);
    await changeAttempt(ports.store, id, (current) =>
      isTaken ? delivered(current) : redeliveredLater(current, ports.clock.now()),
    );
  });
}

function delivered(attempt: Attempt): Attempt {
  const done = { ...attempt, delivery: 'done' as const };
  return { ...done, dueAtMs: hasWorkLeft(done) ? attempt.dueAtMs : null };
}

function redeliveredLater(attempt: Attempt, nowMs: number): Attempt {
  const deliveryTries = attempt.deliveryTries + 1;
  return { ...attempt, deliveryTries, dueAtMs: nowMs + redeliveryDelayMs(deliveryTries) };
}

/** False when the hook threw or took too long. */
async function tell(ports: Ports, attempt: Attempt, payment: SettledPayment): Promise<boolean> {
  try {
    await withinTime('onSettled', ports.onSettled?.(payment), LONGEST_HOOK_MS);
    return true;
  } catch (error) {
    const tries = attempt.deliveryTries + 1;
    ports.log.error({ ...about(attempt), tries, err: error }, 'onSettled threw; it will be called again');
    return false;
  }
}
