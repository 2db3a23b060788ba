// Counters for rate limits with rate-limiter-flexible, in any of its stores: one round trip for each counter.
import type { Notes } from '../payments/ports/notes.ts';
import type { Count, RateLimits, Use } from '../payments/ports/rate-limits.ts';

/** The part of a rate-limiter-flexible limiter that we use. */
export interface Limiter {
  get(key: string): Promise<LimiterState | null>;
  /** Rejects with its state when the limit is reached. */
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

  /** @param prefix in front of all keys @param claims remembers the texts of uses of kind `once` */
  constructor(create: CreateLimiter, prefix: string, claims: Pick<Notes, 'claim' | 'release'>) {
    this.#create = create;
    this.#prefix = prefix;
    this.#claims = claims;
  }

  /** One round trip to look and one to count, each for all counters in parallel; a use of kind `once` needs up to two more. */
  async count(uses: readonly Use[]): Promise<readonly Count[]> {
    // Uses of kind `once` are looked at, too: they need to know when their counter's time is over.
    const looks = uses.filter(({ counts }) => counts !== 'use');
    const states = new Map(await Promise.all(looks.map(async (use) => [use, await this.#stateOf(use)] as const)));
    const isFull = uses.some((use) => use.counts === 'look' && countOf(use, states.get(use) ?? null).waitMs > 0);
    return Promise.all(
      uses.map(async (use) => {
        const state = states.get(use) ?? null;
        if (use.counts === 'look') return countOf(use, state);
        if (isFull) return countOf(use, states.has(use) ? state : await this.#stateOf(use));
        return use.counts === 'use' ? this.#consume(use) : this.#consumeOnce(use, use.counts.once, state);
      }),
    );
  }

  #limiterOf({ name, limit: { points, seconds } }: Use): Limiter {
    const known = this.#limiters.get(name);
    if (known) return known;
    const limiter = this.#create({ keyPrefix: `${this.#prefix}${name}`, points, duration: seconds });
    this.#limiters.set(name, limiter);
    return limiter;
  }

  #stateOf(use: Use): Promise<LimiterState | null> {
    return this.#limiterOf(use).get(use.key);
  }

  /** The mark of a text ends with the counter's time, which began earlier: a text from the end of one period counts again in the next. */
  async #consumeOnce(use: Use, text: string, before: LimiterState | null): Promise<Count> {
    const mark = `once:${use.name}:${use.key}:${text}`;
    const leftMs = before !== null && before.msBeforeNext > 0 ? before.msBeforeNext : use.limit.seconds * 1_000;
    const first = await this.#claims.claim(mark, leftMs);
    if (first === undefined) {
      const state = await this.#stateOf(use);
      // The mark lives a little longer than its counter: by the time between look and claim. If there was no counter before, another call is about to count.
      const isOver = before !== null && state === null;
      return isOver ? this.#consume(use) : { used: state?.consumedPoints ?? 0, waitMs: 0 };
    }
    const release = (): Promise<void> => this.#claims.release(mark, first);
    const count = await this.#consume(use).catch(async (error: unknown) => {
      await release();
      throw error;
    });
    // A text over the limit is not remembered: the next time it is new again.
    if (count.waitMs > 0) await release();
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

function countOf({ limit }: Use, state: LimiterState | null): Count {
  if (state === null) return { used: 0, waitMs: 0 };
  const used = state.consumedPoints;
  return { used, waitMs: used < limit.points ? 0 : Math.max(1, state.msBeforeNext) };
}

/** At its limit, a limiter rejects with its state; when it fails, with an Error. */
const isState = (stopped: unknown): stopped is LimiterState =>
  !(stopped instanceof Error) && typeof (stopped as Partial<LimiterState> | null)?.consumedPoints === 'number';
