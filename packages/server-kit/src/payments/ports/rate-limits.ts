// Counters for rate limits, shared by all processes on one store.

export interface Limit {
  /** How many uses are allowed. */
  readonly points: number;
  /** In how many seconds, counted from the first use. */
  readonly seconds: number;
}

/** A use that is counted for a key of a limit, or only looked at. */
export interface Use {
  /** Name of the limit: each has its own keys. */
  readonly name: string;
  readonly limit: Limit;
  readonly key: string;
  /**
   * - `use`: counts, even over the limit. `look`: counts nothing.
   * - `once`: counts a text only the first time that it is used with this key within the limit's seconds, so the limit
   *   is on different texts. A text that was once within the limit stays within it; one that was over the limit counts
   *   as new the next time.
   */
  readonly counts: 'use' | 'look' | { readonly once: string };
}

/** The state of a counter. */
export interface Count {
  /** How many uses were counted in the current period, even over the limit. */
  readonly used: number;
  /** Milliseconds until this use is within the limit; 0 when it is. For a look: whether one more use would be. */
  readonly waitMs: number;
}

export interface RateLimits {
  /**
   * Looks and counts for all processes, and returns the state of each counter afterwards, in the order of `uses`.
   * When one that is only looked at is at its limit, nothing at all is counted.
   */
  count(uses: readonly Use[]): Promise<readonly Count[]>;
}
