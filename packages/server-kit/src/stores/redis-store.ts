// Remembers in Redis, for any number of processes. As durable as that Redis is: turn its append-only file on.
import { createHash, randomBytes } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import { RateLimiterRedis } from 'rate-limiter-flexible';
import type { AttemptId } from '@eximpe/contract';
import { holdOf, isUndelivered, type Attempt } from '../payments/attempt.ts';
import { RedisNews, type RedisSubscriber } from './redis-news.ts';
import { CORRECT_DUE, LIST_DUE, OPEN, RELEASE, REPLACE } from './redis-scripts.ts';
import { limiterFrom } from './limiter.ts';
import type { Opening } from '../payments/ports/attempts.ts';
import type { Claim } from '../payments/ports/notes.ts';
import type { Limit, Limiter } from '../payments/ports/rate-limits.ts';
import type { Store } from '../payments/ports/store.ts';

type Argument = string | number;

/** What is used of an ioredis client, or cluster client. */
export interface RedisClient {
  call(command: string, ...args: Argument[]): Promise<unknown>;
  duplicate(): RedisSubscriber;
}

export interface RedisStoreOptions {
  /** In front of every key. Default `eximpe:`. */
  readonly prefix?: string;
  /** How long attempts are remembered, in days. Default 90. */
  readonly keepDays?: number;
}

const DAY_MS = 24 * 3_600_000;
/** How long a second process waits for the first to write the attempt whose name it has reserved. */
const RESERVED_MS = 1_000;
const STEP_MS = 20;

/** `client` is an ioredis client; it stays yours, and `close()` leaves it open. */
export const createRedisStore = (client: RedisClient, options: RedisStoreOptions = {}): Store =>
  new RedisStore(client, options);

class RedisStore implements Store {
  readonly durable = true;
  readonly #redis: RedisClient;
  readonly #prefix: string;
  readonly #ttlMs: number;
  readonly #news: RedisNews;
  readonly #loaded = new Map<string, string>();

  constructor(redis: RedisClient, { prefix = 'eximpe:', keepDays = 90 }: RedisStoreOptions) {
    this.#redis = redis;
    this.#prefix = prefix;
    this.#ttlMs = keepDays * DAY_MS;
    this.#news = new RedisNews(() => redis.duplicate(), `${prefix}news`);
  }

  #attemptKey = (tag: string, id: AttemptId): string => `${this.#prefix}{${tag}}:attempt:${id}`;
  #checkoutKey = (tag: string): string => `${this.#prefix}{${tag}}:attempts`;
  /** Says in which slot an attempt lives. */
  #pointerKey = (id: AttemptId): string => `${this.#prefix}where:${id}`;
  #orderKey = (orderId: string): string => `${this.#prefix}order:${orderId}`;
  #noteKey = (key: string): string => `${this.#prefix}note:${key}`;
  #lockKey = (key: string): string => `${this.#prefix}lock:${key}`;
  get #dueKey(): string {
    return `${this.#prefix}due`;
  }
  get #undeliveredKey(): string {
    return `${this.#prefix}undelivered`;
  }

  async open(attempt: Attempt): Promise<Opening> {
    const tag = tagOf(attempt.checkout);
    const elsewhere = await this.#reserve(attempt.id, tag);
    if (elsewhere) return { kind: 'exists', attempt: elsewhere };
    await this.#markDue(attempt);
    const keys = [this.#attemptKey(tag, attempt.id), this.#checkoutKey(tag)];
    const answer = (await this.#run(OPEN, keys, ...this.#written(attempt))) as [string, string?];
    const [kind, what = ''] = answer;
    if (kind === 'opened') return { kind };
    if (kind === 'exists') return { kind, attempt: JSON.parse(what) as Attempt };
    const holder = await this.#read(tag, what);
    if (holder) return { kind: 'held', attempt: holder };
    // Its record ran out before its mark did.
    await this.#redis.call('HDEL', this.#checkoutKey(tag), what);
    return this.open(attempt);
  }

  /** Binds the id to one slot, for good. The attempt that has it already, when it is another checkout's. */
  async #reserve(id: AttemptId, tag: string): Promise<Attempt | undefined> {
    for (let waitedMs = 0; ; waitedMs += STEP_MS) {
      const key = this.#pointerKey(id);
      if ((await this.#redis.call('SET', key, tag, 'PX', this.#ttlMs, 'NX')) !== null) return undefined;
      const bound = (await this.#redis.call('GET', key)) as string | null;
      if (bound === tag) return undefined;
      const existing = bound === null ? undefined : await this.#read(bound, id);
      if (existing) return existing;
      if (waitedMs >= RESERVED_MS) await this.#redis.call('DEL', key);
      else await setTimeout(STEP_MS);
    }
  }

  async find(id: AttemptId): Promise<Attempt | undefined> {
    const tag = (await this.#redis.call('GET', this.#pointerKey(id))) as string | null;
    return tag === null ? undefined : this.#read(tag, id);
  }

  async #read(tag: string, id: AttemptId): Promise<Attempt | undefined> {
    const json = (await this.#redis.call('GET', this.#attemptKey(tag, id))) as string | null;
    return json === null ? undefined : (JSON.parse(json) as Attempt);
  }

  async findByOrder(orderId: string): Promise<Attempt | undefined> {
    const id = (await this.#redis.call('GET', this.#orderKey(orderId))) as string | null;
    return id === null ? undefined : this.find(id);
  }

  async ofCheckout(checkout: string): Promise<readonly Attempt[]> {
    const tag = tagOf(checkout);
    const ids = (await this.#redis.call('HKEYS', this.#checkoutKey(tag))) as string[];
    const found = await Promise.all(ids.map((id) => this.#read(tag, id)));
    return found
      .filter((attempt) => attempt !== undefined)
      .toSorted((a, b) => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1));
  }

  async replace(attempt: Attempt): Promise<boolean> {
    const tag = tagOf(attempt.checkout);
    // Before the write, so that a crash right after it forgets nothing; after it, in case the list was corrected meanwhile.
    await this.#markDue(attempt);
    if (attempt.orderId !== null) {
      await this.#redis.call('SET', this.#orderKey(attempt.orderId), attempt.id, 'PX', this.#ttlMs);
    }
    if (isUndelivered(attempt)) await this.#listUndelivered(attempt.id);
    const keys = [this.#attemptKey(tag, attempt.id), this.#checkoutKey(tag)];
    const wrote = await this.#run(REPLACE, keys, ...this.#written(attempt), attempt.revision - 1);
    if (wrote !== 1) return false;
    await this.#markDue(attempt);
    if (attempt.delivery === 'done') await this.#redis.call('SREM', this.#undeliveredKey, attempt.id);
    await this.#redis.call('PUBLISH', this.#news.channel, attempt.id);
    return true;
  }

  #written(attempt: Attempt): Argument[] {
    return [attempt.id, JSON.stringify(attempt), holdOf(attempt), this.#ttlMs];
  }

  /** Only ever moves an entry forward in time to act; `due` corrects what turns out to be too early. */
  async #markDue({ id, dueAtMs }: Attempt): Promise<void> {
    if (dueAtMs !== null) await this.#redis.call('ZADD', this.#dueKey, 'LT', dueAtMs, id);
  }

  async due(nowMs: number, limit: number): Promise<readonly AttemptId[]> {
    const listed = (await this.#run(LIST_DUE, [this.#dueKey], nowMs, limit)) as string[];
    const due: AttemptId[] = [];
    for (let index = 0; index + 1 < listed.length; index += 2) {
      const [id = '', score = ''] = listed.slice(index, index + 2);
      const attempt = await this.find(id);
      const dueAtMs = attempt?.dueAtMs ?? null;
      if (dueAtMs !== null && dueAtMs <= nowMs) due.push(id);
      else await this.#run(CORRECT_DUE, [this.#dueKey], id, score, dueAtMs ?? '');
      // Listed by a writer that lost to the one who delivered it.
      if (!attempt || attempt.delivery === 'done') await this.#redis.call('SREM', this.#undeliveredKey, id);
    }
    return due;
  }

  async countDue(nowMs: number): Promise<number> {
    return Number(await this.#redis.call('ZCOUNT', this.#dueKey, '-inf', nowMs));
  }

  async countUndelivered(): Promise<number> {
    return Number(await this.#redis.call('SCARD', this.#undeliveredKey));
  }
  async #listUndelivered(id: AttemptId): Promise<void> {
    await this.#redis.call('SADD', this.#undeliveredKey, id);
    await this.#redis.call('PEXPIRE', this.#undeliveredKey, this.#ttlMs);
  }

  watch(id: AttemptId, listener: () => void): Promise<() => void> {
    return this.#news.watch(id, listener);
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    await this.#redis.call('SET', this.#noteKey(key), value, 'PX', ttlMs);
  }
  async get(key: string): Promise<string | undefined> {
    return ((await this.#redis.call('GET', this.#noteKey(key))) as string | null) ?? undefined;
  }

  async claim(key: string, ttlMs: number): Promise<Claim | undefined> {
    const claim = randomBytes(12).toString('base64url');
    const answer = await this.#redis.call('SET', this.#lockKey(key), claim, 'PX', ttlMs, 'NX');
    return answer === null ? undefined : claim;
  }
  async release(key: string, claim: Claim): Promise<void> {
    await this.#run(RELEASE, [this.#lockKey(key)], claim);
  }

  limiter(name: string, { points, seconds }: Limit): Limiter {
    const keyPrefix = `${this.#prefix}limit:${name}`;
    return limiterFrom(new RateLimiterRedis({ storeClient: this.#redis, keyPrefix, points, duration: seconds }));
  }

  async ping(): Promise<void> {
    await this.#redis.call('PING');
  }
  async close(): Promise<void> {
    this.#news.close();
  }

  /** By hash, so that a script's text travels once; in full when the server does not have it (any more). */
  async #run(script: string, keys: readonly string[], ...args: Argument[]): Promise<unknown> {
    const hash = this.#loaded.get(script) ?? createHash('sha1').update(script).digest('hex');
    this.#loaded.set(script, hash);
    try {
      return await this.#redis.call('EVALSHA', hash, keys.length, ...keys, ...args);
    } catch (error) {
      if (!(error as Error).message.startsWith('NOSCRIPT')) throw error;
      return this.#redis.call('EVAL', script, keys.length, ...keys, ...args);
    }
  }
}

/** Hash tag of a checkout: whatever the merchant's reference holds, it can't break out of the braces. */
const tagOf = (checkout: string): string => createHash('sha256').update(checkout).digest('base64url').slice(0, 22);
