// Counters for rate limits, in this process only.
import type { Clock } from '../clock.ts';
import type { Count, Use } from '../payments/ports/rate-limits.ts';
import { countUses, type Counter } from './counting.ts';

/** When there are more, the oldest are dropped. */
const MOST_COUNTERS = 100_000;

export class MemoryCounters {
  readonly #clock: Clock;
  readonly #counters = new Map<string, Counter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  count(uses: readonly Use[]): readonly Count[] {
    const { counts, changed } = countUses(uses, (key) => this.#counters.get(key), this.#clock.now());
    for (const [key, counter] of changed) {
      const before = this.#counters.get(key);
      if (before?.untilMs !== counter.untilMs) this.#counters.delete(key);
      this.#counters.set(key, counter);
    }
    for (const oldest of this.#counters.keys()) {
      if (this.#counters.size <= MOST_COUNTERS) break;
      this.#counters.delete(oldest);
    }
    return counts;
  }
}
