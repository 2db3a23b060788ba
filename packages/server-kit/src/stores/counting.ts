// How rate limits count, in any store: computes the new state of counters from the present one. Pure.
import type { Count, Use } from '../payments/ports/rate-limits.ts';

export interface Counter {
  readonly used: number;
  readonly untilMs: number;
  /** The texts that were counted, for uses of kind `once`. */
  readonly seen: readonly string[];
}

export interface Counted {
  /** The state of each counter afterwards, in the order of the uses. */
  readonly counts: readonly Count[];
  /** The counters that changed, by `counterKeyOf`. */
  readonly changed: ReadonlyMap<string, Counter>;
}

export const counterKeyOf = ({ name, key }: Use): string => `${name}:${key}`;

/** When one that is only looked at is at its limit, nothing at all is counted. */
export function countUses(
  uses: readonly Use[],
  counterOf: (key: string) => Counter | undefined,
  nowMs: number,
): Counted {
  const changed = new Map<string, Counter>();
  const running = (use: Use): Counter | undefined => {
    const counter = changed.get(counterKeyOf(use)) ?? counterOf(counterKeyOf(use));
    return counter && counter.untilMs > nowMs ? counter : undefined;
  };
  const look = (use: Use): Count => {
    const counter = running(use);
    if (!counter) return { used: 0, waitMs: 0 };
    return { used: counter.used, waitMs: counter.used < use.limit.points ? 0 : counter.untilMs - nowMs };
  };
  const add = (use: Use): Count => {
    const { points, seconds } = use.limit;
    const before = running(use) ?? { used: 0, untilMs: nowMs + seconds * 1_000, seen: [] };
    const once = typeof use.counts === 'object' ? use.counts.once : undefined;
    const hasCome = once !== undefined && before.seen.includes(once);
    const used = hasCome ? before.used : before.used + 1;
    const isWithin = hasCome || used <= points;
    const seen = once === undefined || hasCome || !isWithin ? before.seen : [...before.seen, once];
    changed.set(counterKeyOf(use), { used, untilMs: before.untilMs, seen });
    return { used, waitMs: isWithin ? 0 : before.untilMs - nowMs };
  };
  const isFull = uses.some((use) => use.counts === 'look' && look(use).waitMs > 0);
  const counts = uses.map((use) => (isFull || use.counts === 'look' ? look(use) : add(use)));
  return { counts, changed };
}
