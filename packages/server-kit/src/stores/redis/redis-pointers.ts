// A key for each attempt in Redis that holds either the attempt's tag or the bar of its id: one key for both, so that each excludes the other.
import { setTimeout } from 'node:timers/promises';
import type { AttemptId } from '@eximpe/contract';
import type { Attempt } from '../../payments/attempt/attempt.ts';
import type { Bar, Barring, Opening } from '../../payments/ports/attempts.ts';
import type { RedisCommands } from './redis-commands.ts';
import type { RedisKeys, Tag } from './redis-keys.ts';
import { BAR_SEEN, BIND } from './redis-scripts.ts';

/** How long a second process waits for the first to write the attempt whose id it has reserved. */
const RESERVED_MS = 1_000;
const STEP_MS = 20;

/** The beginning of a bar, to tell it from a tag. */
const BAR = 'barred:';
export const barOf = (bound: string | null): Bar | undefined =>
  bound?.startsWith(BAR) ? (bound.slice(BAR.length) as Bar) : undefined;

type Read = (tag: Tag, id: AttemptId) => Promise<Attempt | undefined>;

export class RedisPointers {
  readonly #redis: RedisCommands;
  readonly #keys: RedisKeys;
  readonly #ttlMs: number;
  readonly #read: Read;

  /** @param ttlMs how long a key lives after its attempt is at rest @param read reads the attempt, if it is written */
  constructor(redis: RedisCommands, keys: RedisKeys, ttlMs: number, read: Read) {
    this.#redis = redis;
    this.#keys = keys;
    this.#ttlMs = ttlMs;
    this.#read = read;
  }

  async tagOf(id: AttemptId): Promise<Tag | undefined> {
    const bound = await this.#bound(id);
    return bound === null || barOf(bound) !== undefined ? undefined : bound;
  }

  #bound = async (id: AttemptId): Promise<string | null> =>
    (await this.#redis.call('GET', this.#keys.pointer(id))) as string | null;

  /** Reserves the id for one tag. Resolves with what prevents this: a bar, or the attempt of another checkout that already has the id. */
  async reserve(id: AttemptId, tag: Tag): Promise<Opening | undefined> {
    const key = this.#keys.pointer(id);
    for (let waitedMs = 0; ; waitedMs += STEP_MS) {
      if ((await this.#redis.call('SET', key, tag, 'PX', this.#ttlMs, 'NX')) !== null) return undefined;
      const bound = await this.#bound(id);
      if (bound === tag) return undefined;
      if (barOf(bound) !== undefined) return { kind: 'barred' };
      const existing = bound === null ? undefined : await this.#read(bound, id);
      if (existing) return { kind: 'exists', attempt: existing };
      if (waitedMs >= RESERVED_MS) await this.#redis.call('DEL', key);
      else await setTimeout(STEP_MS);
    }
  }

  /** Binds the id to its tag permanently. False when the id was barred after it was reserved. */
  async bind(id: AttemptId, tag: Tag): Promise<boolean> {
    return Number(await this.#redis.run(BIND, [this.#keys.pointer(id)], tag, BAR)) === 1;
  }

  /** Writes a lost key again. False when the key exists. */
  async restore(id: AttemptId, tag: Tag): Promise<boolean> {
    return (await this.#redis.call('SET', this.#keys.pointer(id), tag, 'NX')) !== null;
  }

  /** The attempt is at rest: from now on the key lives as long as the attempt. */
  async expire(id: AttemptId): Promise<void> {
    await this.#redis.call('PEXPIRE', this.#keys.pointer(id), this.#ttlMs);
  }

  /** A process that opens this attempt finds the bar in its first step, or at the latest in its last. */
  async bar(id: AttemptId, bar: Bar, ttlMs: number): Promise<Barring> {
    const key = this.#keys.pointer(id);
    for (let waitedMs = 0; ; waitedMs += STEP_MS) {
      if ((await this.#redis.call('SET', key, BAR + bar, 'PX', ttlMs, 'NX')) !== null)
        return { kind: 'barred', before: undefined };
      const bound = await this.#bound(id);
      const before = barOf(bound);
      const attempt = bound === null || before ? undefined : await this.#read(bound, id);
      if (attempt) return { kind: 'exists', attempt };
      if (before === 'uncharged' || before === bar) return { kind: 'barred', before };
      // Reserved, but not written yet: it is about to come, or its process has stopped.
      const isStill = before !== undefined || waitedMs >= RESERVED_MS;
      if (isStill && bound !== null && Number(await this.#redis.run(BAR_SEEN, [key], bound, BAR + bar, ttlMs)) === 1)
        return { kind: 'barred', before };
      if (!isStill) await setTimeout(STEP_MS);
    }
  }
}
