// Counters for rate limits, shared by all processes on one store.

export interface Limit {
  /** How many. */
  readonly points: number;
  /** In how many seconds. */
  readonly seconds: number;
}

/** A counter as it stands. */
export interface Count {
  /** How many were counted in the time that runs, also over the limit. */
  readonly used: number;
  /** Milliseconds until there is room for one more; 0 when there is room now. */
  readonly waitMs: number;
}

export interface Limiter {
  /** Counts one. Resolves to 0 when that was within the limit, else to the milliseconds until there is room again. */
  spend(key: string): Promise<number>;
  /** Counts nothing. */
  peek(key: string): Promise<Count>;
}

export interface RateLimits {
  /** Counts uses by name and key, among all processes on this store. */
  limiter(name: string, limit: Limit): Limiter;
}
