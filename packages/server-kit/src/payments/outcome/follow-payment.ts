// Waits for a payment's outcome: answers as soon as it is decided, or when the time is up.
import { LEAST_ASK_GAP_MS } from '../attempt/ask-schedule.ts';
import { isOver, type Attempt } from '../attempt/attempt.ts';
import { awaitAttempt } from '../changes/await-change.ts';
import { checkPayment } from './check-payment.ts';
import type { Ports } from '../ports/ports.ts';

/** Whether the form need not wait any longer: the attempt is decided or cancelled. */
export const isConcluded = (attempt: Attempt): boolean => isOver(attempt) || attempt.problem !== null;

/** Asks EximPe by the schedule, and listens to the store for news from webhooks and other processes. */
export async function followPayment(
  ports: Ports,
  attempt: Attempt,
  waitMs: number,
  signal?: AbortSignal,
): Promise<Attempt> {
  const untilMs = performance.now() + waitMs;
  let current = await checkPayment(ports, attempt);
  for (;;) {
    const leftMs = untilMs - performance.now();
    if (isConcluded(current) || leftMs <= 0 || signal?.aborted) return current;
    const dueInMs = current.askAtMs === null ? leftMs : current.askAtMs - ports.clock.now();
    const sleepMs = Math.min(leftMs, Math.max(dueInMs, LEAST_ASK_GAP_MS));
    const { asks } = current;
    // A hint (the shopper is back) resets the count of asks: that is a reason to wake up.
    const isAwaited = (latest: Attempt): boolean => isConcluded(latest) || latest.asks < asks;
    current = await awaitAttempt(ports, current, isAwaited, sleepMs, signal);
    if (!isConcluded(current)) current = await checkPayment(ports, current);
  }
}
