// Repeats due work while the process lives: each kind has its own interval, and none waits for another.

export interface Loop {
  /** Milliseconds between two starts. */
  readonly everyMs: number;
  /** Does not start again while it is still running. */
  readonly work: () => Promise<unknown>;
}

/**
 * @param inBackground is given the promise of each run
 * @returns stops all loops; a run that has started goes on
 */
export function startLoops(loops: readonly Loop[], inBackground: (work: Promise<unknown>) => void): () => void {
  const timers = loops.map(({ everyMs, work }) => {
    let isUnderWay = false;
    const timer = setInterval(() => {
      if (isUnderWay) return;
      isUnderWay = true;
      inBackground(work().finally(() => (isUnderWay = false)));
    }, everyMs);
    timer.unref();
    return timer;
  });
  return () => timers.forEach((timer) => clearInterval(timer));
}
