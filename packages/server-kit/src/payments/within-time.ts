// Limits how long the kit waits for a merchant's hook.

/** For hooks that a shopper's request waits for. */
export const LONGEST_AWAITED_HOOK_MS = 10_000;

/** Rejects when the hook rejects, or has not finished after `mostMs`; the hook itself can't be stopped. A value that is no promise is returned at once. */
export async function withinTime<T>(hook: string, work: T | Promise<T>, mostMs: number): Promise<T> {
  if (!isPromiseLike(work)) return work;
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${hook} took longer than ${mostMs} ms`)), mostMs);
    timer.unref();
  });
  try {
    return await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}

/** Any object with a `then` is a promise here, from any realm or library. */
const isPromiseLike = (work: unknown): boolean =>
  typeof work === 'object' && work !== null && typeof (work as { then?: unknown }).then === 'function';
