// Remembers in Redis, for any number of processes. As durable as that Redis is: turn its append-only file on.
import { EximpeKitError } from '../errors/kit-error.ts';
import { keptTooShort, LEAST_KEEP_DAYS } from './keep-days.ts';
import { RedisAccountStore, type RedisKeeping } from './redis-account-store.ts';
import type { RedisClient } from './redis-commands.ts';
import type { AccountStore, Store } from '../payments/ports/store.ts';

export interface RedisStoreOptions extends RedisKeeping {
  /** In front of every key. Default `eximpe:`. */
  readonly prefix?: string;
}

/**
 * `client` is an ioredis client; it stays yours, and `close()` leaves it open. Throws an EximpeKitError for another client, or
 * options that can't be kept.
 */
export function createRedisStore(client: RedisClient, options: RedisStoreOptions = {}): Store {
  const given = client as Partial<RedisClient> | undefined | null;
  if (typeof given?.call !== 'function' || typeof given.duplicate !== 'function') {
    throw new EximpeKitError(
      'EXIMPE_STORE_UNUSABLE',
      'createRedisStore takes a client of ioredis: `new Redis(url)` from "ioredis"; the package "redis" has another form',
    );
  }
  const { keepDays = 90 } = options;
  if (options.secureBy && (given as { isCluster?: boolean }).isCluster) {
    throw new EximpeKitError(
      'EXIMPE_STORE_UNUSABLE',
      'secureBy does not work with a cluster: the nodes can not be waited for together',
    );
  }
  if (!(keepDays >= LEAST_KEEP_DAYS)) throw keptTooShort();
  return new RedisStore(client, options);
}

class RedisStore implements Store {
  readonly #client: RedisClient;
  readonly #options: RedisStoreOptions;
  readonly #accounts = new Map<string, RedisAccountStore>();

  constructor(client: RedisClient, options: RedisStoreOptions) {
    this.#client = client;
    this.#options = options;
  }

  ofAccount(account: string): AccountStore {
    const { prefix = 'eximpe:' } = this.#options;
    const store =
      this.#accounts.get(account) ?? new RedisAccountStore(this.#client, `${prefix}${account}:`, this.#options);
    this.#accounts.set(account, store);
    return store;
  }

  async close(): Promise<void> {
    for (const store of this.#accounts.values()) store.close();
  }
}
