// Counters for rate limits, in this process only.
import type { Clock } from '../clock.ts';
import type { Count, Use } from '../payments/ports/rate-limits.ts';

/** Beyond these, the oldest make room. */
const MOST_COUNTERS = 100_000;

interface Counter {
  used: number;
  readonly untilMs: number;
  /** What was counted once, where that is how it counts. */
  seen: Set<string> | undefined;
}

export class MemoryCounters {
  readonly #clock: Clock;
  readonly #counters = new Map<string, Counter>();

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  count(uses: readonly Use[]): Count[] {
    const nowMs = this.#clock.now();
    const isFull = uses.some((use) => use.counts === 'look' && this.#look(use, nowMs).waitMs > 0);
    return uses.map((use) => (isFull || use.counts === 'look' ? this.#look(use, nowMs) : this.#add(use, nowMs)));
  }

  #look({ name, key, limit }: Use, nowMs: number): Count {
    const counter = this.#counters.get(`${name}:${key}`);
    if (!counter || counter.untilMs <= nowMs) return { used: 0, waitMs: 0 };
    const { used, untilMs } = counter;
    return { used, waitMs: used < limit.points ? 0 : untilMs - nowMs };
  }

  #add({ name, key, limit, counts }: Use, nowMs: number): Count {
    const counter = this.#running(`${name}:${key}`, nowMs, limit.seconds);
    const once = typeof counts === 'object' ? counts.once : undefined;
    if (once === undefined || !counter.seen?.has(once)) counter.used += 1;
    const { used, untilMs } = counter;
    if (once === undefined) return { used, waitMs: used > limit.points ? untilMs - nowMs : 0 };
    const isCounted = used <= limit.points || counter.seen?.has(once) === true;
    if (isCounted) (counter.seen ??= new Set()).add(once);
    return { used, waitMs: isCounted ? 0 : untilMs - nowMs };
  }

  #running(name: string, nowMs: number, seconds: number): Counter {
    const known = this.#counters.get(name);
    if (known && known.untilMs > nowMs) return known;
    const counter: Counter = { used: 0, untilMs: nowMs + seconds * 1_000, seen: undefined };
    this.#counters.delete(name);
    this.#counters.set(name, counter);
    for (const oldest of this.#counters.keys()) {
      if (this.#counters.size <= MOST_COUNTERS) break;
      this.#counters.delete(oldest);
    }
    return counter;
  }
}
