// Waits until something about an attempt changes, or time is up.
import type { Attempt } from '../attempt/attempt.ts';
import type { Ports } from '../ports/ports.ts';

/** The longest time between two looks, in case news gets lost. */
const LOOK_MS = 5_000;

/** Resolves with the attempt as it is then; at once when `done` is already true. Does not ask EximPe. */
export async function awaitAttempt(
  ports: Ports,
  attempt: Attempt,
  done: (attempt: Attempt) => boolean,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Attempt> {
  let wake = (): void => undefined;
  // If the store can't send news, looking from time to time is enough.
  const stop = await ports.store.watch(attempt.id, () => wake()).catch(() => () => undefined);
  const untilMs = performance.now() + timeoutMs;
  try {
    for (;;) {
      const changed = new Promise<void>((resolve) => (wake = resolve));
      const current = (await ports.store.find(attempt.id)) ?? attempt;
      const leftMs = untilMs - performance.now();
      if (done(current) || leftMs <= 0 || signal?.aborted) return current;
      await first(changed, Math.min(leftMs, LOOK_MS), signal);
    }
  } finally {
    stop();
  }
}

async function first(changed: Promise<void>, timeoutMs: number, signal: AbortSignal | undefined): Promise<void> {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  const timer = setTimeout(end, timeoutMs);
  signal?.addEventListener('abort', end, { once: true });
  await Promise.race([changed, ended]);
  clearTimeout(timer);
  signal?.removeEventListener('abort', end);
}
