// Counters for rate limits in Redis, by a well-kept limiter.
import { RateLimiterRedis, RateLimiterRes } from 'rate-limiter-flexible';
import type { Count, Use } from '../payments/ports/rate-limits.ts';
import type { RedisClient } from './redis-commands.ts';

export class RedisCounters {
  readonly #client: RedisClient;
  readonly #prefix: string;
  readonly #limiters = new Map<string, RateLimiterRedis>();

  constructor(client: RedisClient, prefix: string) {
    this.#client = client;
    this.#prefix = prefix;
  }

  /** Two words with Redis at most, and one more for what counts once. */
  async count(uses: readonly Use[]): Promise<readonly Count[]> {
    const looks = uses.filter(({ counts }) => counts === 'look');
    const looked = new Map(await Promise.all(looks.map(async (use) => [use, await this.#look(use)] as const)));
    const isFull = [...looked.values()].some(({ waitMs }) => waitMs > 0);
    return Promise.all(uses.map(async (use) => looked.get(use) ?? (isFull ? this.#look(use) : this.#add(use))));
  }

  #limiterOf({ name, limit: { points, seconds } }: Use): RateLimiterRedis {
    const known = this.#limiters.get(name);
    if (known) return known;
    const keyPrefix = `${this.#prefix}${name}`;
    const limiter = new RateLimiterRedis({ storeClient: this.#client, keyPrefix, points, duration: seconds });
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
    const mark = `${this.#prefix}${name}:${key}:once:${counts.once}`;
    const isFirst = (await this.#client.call('SET', mark, '1', 'PX', limit.seconds * 1_000, 'NX')) !== null;
    if (!isFirst) return { ...(await this.#look(use)), waitMs: 0 };
    const count = await this.#consume(use);
    // What found no room has not been: the next time it is new again.
    if (count.waitMs > 0) await this.#client.call('DEL', mark);
    return count;
  }

  async #consume(use: Use): Promise<Count> {
    try {
      return { used: (await this.#limiterOf(use).consume(use.key)).consumedPoints, waitMs: 0 };
    } catch (stopped) {
      if (!(stopped instanceof RateLimiterRes)) throw stopped;
      return { used: stopped.consumedPoints, waitMs: Math.max(1, stopped.msBeforeNext) };
    }
  }
}
