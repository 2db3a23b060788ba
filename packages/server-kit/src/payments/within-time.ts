// Bounds how long a merchant's hook may hold things up.

/** Rejects when the hook rejects, or has not finished after `mostMs`; it can't be stopped. */
export async function withinTime(hook: string, work: void | Promise<void>, mostMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const tooLong = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${hook} took longer than ${mostMs} ms`)), mostMs);
    timer.unref();
  });
  try {
    await Promise.race([work, tooLong]);
  } finally {
    clearTimeout(timer);
  }
}
