// Counters for rate limits, shared by all processes on one store.

export interface Limit {
  /** How many. */
  readonly points: number;
  /** In how many seconds, from the first one on. */
  readonly seconds: number;
}

/** Something that is counted under a key of a limit, or only looked at. */
export interface Use {
  /** Name of the limit: each has keys of its own. */
  readonly name: string;
  readonly limit: Limit;
  readonly key: string;
  /**
   * - `use`: counts, also over the limit. `look`: counts nothing.
   * - `once`: counts only the first time in the limit's seconds that this text comes under this key: so many different ones. A
   *   text that found room once has room again; one that found none comes as new the next time.
   */
  readonly counts: 'use' | 'look' | { readonly once: string };
}

/** A counter as it stands. */
export interface Count {
  /** How many were counted in the time that runs, also over the limit. */
  readonly used: number;
  /** Milliseconds until there is room for this use; 0 where there is, or was. A look finds room for one more, or none. */
  readonly waitMs: number;
}

export interface RateLimits {
  /**
   * Looks and counts among all processes, and answers how each counter stands afterwards, in the order of `uses`. Where one that
   * is only looked at has no room, nothing at all is counted.
   */
  count(uses: readonly Use[]): Promise<readonly Count[]>;
}
