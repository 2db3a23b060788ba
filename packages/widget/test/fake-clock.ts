// A clock that moves only when told.
import type { Clock } from '../src/clock.ts';

export interface FakeClock extends Clock {
  /** Lets time pass; tasks run in order, and the promises of each settle before the next one. */
  pass(ms: number): Promise<void>;
}

export function fakeClock(): FakeClock {
  let nowMs = 0;
  let tasks: { readonly atMs: number; readonly run: () => void }[] = [];
  return {
    nowMs: () => nowMs,
    after(delayMs, run) {
      const task = { atMs: nowMs + delayMs, run };
      tasks.push(task);
      return () => {
        tasks = tasks.filter((other) => other !== task);
      };
    },
    async pass(ms) {
      const untilMs = nowMs + ms;
      for (;;) {
        const next = tasks.reduce<(typeof tasks)[0] | undefined>(
          (first, task) => (task.atMs <= untilMs && !(first && first.atMs <= task.atMs) ? task : first),
          undefined,
        );
        if (!next) break;
        tasks = tasks.filter((task) => task !== next);
        nowMs = next.atMs;
        next.run();
        // Promises of the task settle within a macrotask.
        await new Promise((done) => setTimeout(done));
      }
      nowMs = untilMs;
    },
  };
}
