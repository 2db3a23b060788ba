// Notes and claims in Redis: each is a key that expires.
import { randomBytes } from 'node:crypto';
import type { Claim, Notes } from '../../payments/ports/notes.ts';
import type { RedisCommands } from './redis-commands.ts';
import type { RedisKeys } from './redis-keys.ts';
import { RELEASE } from './redis-scripts.ts';

export class RedisNotes implements Notes {
  readonly #redis: RedisCommands;
  readonly #keys: RedisKeys;

  constructor(redis: RedisCommands, keys: RedisKeys) {
    this.#redis = redis;
    this.#keys = keys;
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    await this.#redis.call('SET', this.#keys.note(key), value, 'PX', ttlMs);
  }

  async get(key: string): Promise<string | undefined> {
    return ((await this.#redis.call('GET', this.#keys.note(key))) as string | null) ?? undefined;
  }

  async claim(key: string, ttlMs: number): Promise<Claim | undefined> {
    const claim = randomBytes(12).toString('base64url');
    const answer = await this.#redis.call('SET', this.#keys.lock(key), claim, 'PX', ttlMs, 'NX');
    return answer === null ? undefined : claim;
  }

  async release(key: string, claim: Claim): Promise<void> {
    await this.#redis.run(RELEASE, [this.#keys.lock(key)], claim);
  }
}
