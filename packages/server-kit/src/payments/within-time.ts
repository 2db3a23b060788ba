// Bounds how long a merchant's hook may hold things up.

/** For hooks that a shopper's request waits for. */
export const LONGEST_AWAITED_HOOK_MS = 10_000;

/** Rejects when the hook rejects, or has not finished after `mostMs`; it can't be stopped. */
export async function withinTime<T>(hook: string, work: T | Promise<T>, mostMs: number): Promise<T> {
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
