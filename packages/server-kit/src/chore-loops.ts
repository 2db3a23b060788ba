// Keeps due work going while the process lives: each kind by its own beat, none waiting for another.

export interface Loop {
  /** Between two beats. */
  readonly everyMs: number;
  /** Not begun again while it is under way. */
  readonly work: () => Promise<unknown>;
}

/**
 * @param inBackground takes what is under way
 * @returns stops all of them; what is under way goes on
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
