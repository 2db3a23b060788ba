// Counters for rate limits by rate-limiter-flexible, wherever its limiters keep them: a round trip for each counter.
import type { Notes } from '../payments/ports/notes.ts';
import type { Count, RateLimits, Use } from '../payments/ports/rate-limits.ts';

/** What is used of a limiter of rate-limiter-flexible. */
export interface Limiter {
  get(key: string): Promise<LimiterState | null>;
  /** Rejects with its state where there is no room. */
  consume(key: string): Promise<LimiterState>;
}

export interface LimiterState {
  readonly consumedPoints: number;
  readonly msBeforeNext: number;
}

export interface LimiterOptions {
  readonly keyPrefix: string;
  readonly points: number;
  /** In seconds. */
  readonly duration: number;
}

/** Makes the limiter of one limit: `(options) => new RateLimiterRedis({ storeClient: redis, ...options })`. */
export type CreateLimiter = (options: LimiterOptions) => Limiter;

export class LimiterCounters implements RateLimits {
  readonly #create: CreateLimiter;
  readonly #prefix: string;
  readonly #claims: Pick<Notes, 'claim' | 'release'>;
  readonly #limiters = new Map<string, Limiter>();

  /** @param prefix in front of all keys @param claims remembers what counts once */
  constructor(create: CreateLimiter, prefix: string, claims: Pick<Notes, 'claim' | 'release'>) {
    this.#create = create;
    this.#prefix = prefix;
    this.#claims = claims;
  }

  /** Two round trips at most, each for all counters side by side, and one more for what counts once. */
  async count(uses: readonly Use[]): Promise<readonly Count[]> {
    const looks = uses.filter(({ counts }) => counts === 'look');
    const looked = new Map(await Promise.all(looks.map(async (use) => [use, await this.#look(use)] as const)));
    const isFull = [...looked.values()].some(({ waitMs }) => waitMs > 0);
    return Promise.all(uses.map(async (use) => looked.get(use) ?? (isFull ? this.#look(use) : this.#add(use))));
  }

  #limiterOf({ name, limit: { points, seconds } }: Use): Limiter {
    const known = this.#limiters.get(name);
    if (known) return known;
    const limiter = this.#create({ keyPrefix: `${this.#prefix}${name}`, points, duration: seconds });
    this.#limiters.set(name, limiter);
    return limiter;
  }

  async #look(use: Use): Promise<Count> {
    const found = await this.#limiterOf(use).get(use.key);
    if (found === null) return { used: 0, waitMs: 0 };
    const used = found.consumedPoints;
    return { used, waitMs: used < use.limit.points ? 0 : Math.max(1, found.msBeforeNext) };
  }

  async #add(use: Use): Promise<Count> {
    if (typeof use.counts !== 'object') return this.#consume(use);
    const { name, key, limit, counts } = use;
    const mark = `once:${name}:${key}:${counts.once}`;
    const first = await this.#claims.claim(mark, limit.seconds * 1_000);
    if (first === undefined) return { ...(await this.#look(use)), waitMs: 0 };
    const count = await this.#consume(use);
    // What found no room has not been: the next time it is new again.
    if (count.waitMs > 0) await this.#claims.release(mark, first);
    return count;
  }

  async #consume(use: Use): Promise<Count> {
    try {
      return { used: (await this.#limiterOf(use).consume(use.key)).consumedPoints, waitMs: 0 };
    } catch (stopped) {
      if (!isState(stopped)) throw stopped;
      return { used: stopped.consumedPoints, waitMs: Math.max(1, stopped.msBeforeNext) };
    }
  }
}

/** A limiter stops with its state, and fails with an Error. */
const isState = (stopped: unknown): stopped is LimiterState =>
  !(stopped instanceof Error) && typeof (stopped as Partial<LimiterState> | null)?.consumedPoints === 'number';
