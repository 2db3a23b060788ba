// Stores payments in Redis, for any number of processes. It is as durable as that Redis: turn on its append-only file.
import { RateLimiterRedis } from 'rate-limiter-flexible';
import { EximpeKitError } from '../../errors/kit-error.ts';
import type { AccountStore, Store } from '../../payments/ports/store.ts';
import { accountOfParts } from '../account-of-parts.ts';
import { keepMs } from '../keep-days.ts';
import { LimiterCounters } from '../limiter-counters.ts';
import { RedisAttempts } from './redis-attempts.ts';
import { RedisCommands, type RedisClient } from './redis-commands.ts';
import { RedisConsents } from './redis-consents.ts';
import { RedisKeys } from './redis-keys.ts';
import { RedisNews } from './redis-news.ts';
import { RedisNotes } from './redis-notes.ts';
import { RedisOutbox } from './redis-outbox.ts';
import { RedisPlace } from './redis-place.ts';
import type { SecureBy } from './redis-secure.ts';

export interface RedisStoreOptions {
  /** Prefix of every key. Default `eximpe:`. */
  readonly prefix?: string;
  /** How long payments are kept once nothing is left to ask or do about them, in days. Default 90, at least 14. */
  readonly keepDays?: number;
  /** How long the proof of a shopper's consent to save a card is kept after its last change, in days. Default 2,922: eight years. */
  readonly keepConsentsDays?: number;
  /**
   * Where a payment must be stored before its charge is sent, so that a power cut or failover can't make the store
   * forget it: on the disk (`appendfsync` of this instance, Redis 7.2 and newer) and on this many replicas. Adds
   * their delay to each charge. If they do not confirm within `timeoutMs` (default 1,000), nothing is charged.
   * Default: neither.
   */
  readonly secureBy?: SecureBy;
}

/** Shorter than in other stores, since Redis keeps attempts in memory. */
const KEEP_DAYS = 90;

/**
 * `client` is an ioredis client, or a cluster's; it stays yours, and `close()` leaves it open. Throws an
 * EximpeKitError for another client, or for invalid options.
 */
export function createRedisStore(client: RedisClient, options: RedisStoreOptions = {}): Store {
  const given = client as Partial<RedisClient> | undefined | null;
  if (typeof given?.call !== 'function' || typeof given.duplicate !== 'function') {
    throw new EximpeKitError(
      'EXIMPE_STORE_UNUSABLE',
      'createRedisStore needs an ioredis client: `new Redis(url)` from "ioredis"; the package "redis" has a different API',
    );
  }
  const { prefix = 'eximpe:', keepDays = KEEP_DAYS, secureBy } = options;
  if (secureBy && (given as { isCluster?: boolean }).isCluster) {
    throw new EximpeKitError(
      'EXIMPE_STORE_UNUSABLE',
      "secureBy does not work with a cluster: the store can't wait for several nodes together",
    );
  }
  const keep = keepMs({ ...options, keepDays });
  const accounts = new Map<string, ReturnType<typeof openAccount>>();
  return {
    ofAccount(account) {
      const opened = accounts.get(account) ?? openAccount(client, `${prefix}${account}:`, keep, secureBy);
      accounts.set(account, opened);
      return opened.store;
    },
    async close() {
      for (const { close } of accounts.values()) close();
    },
  };
}

function openAccount(
  client: RedisClient,
  prefix: string,
  keep: ReturnType<typeof keepMs>,
  secureBy: SecureBy | undefined,
): { readonly store: AccountStore; readonly close: () => void } {
  const redis = new RedisCommands(client);
  const keys = new RedisKeys(prefix);
  const place = new RedisPlace(client, keys.secured(), secureBy);
  const news = new RedisNews(() => client.duplicate(), keys.news());
  const notes = new RedisNotes(redis, keys);
  const consents = new RedisConsents(redis, keys, keep.consents);
  const outbox: RedisOutbox = new RedisOutbox(redis, keys, (id) => attempts.keepOn(id));
  const attempts = new RedisAttempts(redis, keys, keep.attempts, { outbox, notes, consents, news });
  const limits = new LimiterCounters(
    (limit) => new RateLimiterRedis({ storeClient: client, ...limit }),
    keys.limits(),
    notes,
  );
  return {
    store: accountOfParts({ attempts, outbox, notes, limits, consents, place }),
    close() {
      place.close();
      news.close();
    },
  };
}
