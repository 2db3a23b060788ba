// Tells the merchant's hook that a payment is settled: at least once, from the store, until the hook has taken it.
import type { AttemptId } from '@eximpe/contract';
import { hasWorkLeft } from './attempt.ts';
import { changeAttempt } from './change-attempt.ts';
import { about } from './payment-event.ts';
import type { Ports } from './ports/ports.ts';
import { settledPayment } from './settled-payment.ts';
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
  const lock = `deliver:${id}`;
  const claim = await ports.store.claim(lock, LOCK_MS);
  if (claim === undefined) return;
  try {
    const attempt = await ports.store.find(id);
    const payment = attempt && settledPayment(attempt);
    if (!payment || attempt.delivery !== 'due') return;
    const told = await tell(ports, payment, attempt.deliveryTries + 1);
    await changeAttempt(ports.store, id, (current) =>
      told
        ? {
            ...current,
            delivery: 'done',
            dueAtMs: hasWorkLeft({ ...current, delivery: 'done' }) ? current.dueAtMs : null,
          }
        : {
            ...current,
            deliveryTries: current.deliveryTries + 1,
            dueAtMs: ports.clock.now() + redeliveryDelayMs(current.deliveryTries + 1),
          },
    );
  } finally {
    await ports.store.release(lock, claim);
  }
}

async function tell(
  ports: Ports,
  payment: NonNullable<ReturnType<typeof settledPayment>>,
  tries: number,
): Promise<boolean> {
  try {
    await withinTime('onSettled', ports.onSettled?.(payment), LONGEST_HOOK_MS);
    return true;
  } catch (error) {
    const { attempt, checkout, orderId } = payment;
    ports.log.error(
      { ...about({ id: attempt, checkout, orderId }), tries, err: error },
      'onSettled threw; it will be called again',
    );
    return false;
  }
}
