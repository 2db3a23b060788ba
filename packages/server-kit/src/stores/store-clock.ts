// One clock for all processes on a store: the store's own, as exactly as this process can tell.
import type { Clock } from '../clock.ts';
import type { AccountStore } from '../payments/ports/store.ts';

export interface StoreClock extends Clock {
  /** Compares once more. Resolves with how far the local clock is behind the store's, in milliseconds; undefined when it can't be told. */
  compare(): Promise<number | undefined>;
}

/** A comparison that takes longer is too inexact. */
const LONGEST_COMPARISON_MS = 1_000;

/** Gives the local time until the first comparison. */
export function createStoreClock(store: Pick<AccountStore, 'time'>, local: Clock): StoreClock {
  let behindMs = 0;
  return {
    now: () => local.now() + behindMs,
    async compare() {
      const before = local.now();
      const theirs = await store.time();
      const after = local.now();
      if (after - before > LONGEST_COMPARISON_MS) return undefined;
      behindMs = Math.round(theirs - (before + after) / 2);
      return behindMs;
    },
  };
}
