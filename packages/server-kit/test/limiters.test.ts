// Limits counted by rate-limiter-flexible, in each store that it supports, keep the promises of counters; also the number of statements in Postgres.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { RateLimiterMemory, RateLimiterPostgres, RateLimiterRedis, RateLimiterSQLite } from 'rate-limiter-flexible';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createPostgresStore,
  createSqliteStore,
  type CreateLimiter,
  type PostgresClient,
  type PostgresStoreOptions,
  type SqliteHandle,
  type SqlStore,
  type Store,
  type Use,
} from '../src/index.ts';
import { COUNTERS } from '../src/store-tests/counters.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';
import { startRedis, type RedisServer } from './redis-server.ts';

const Database = createRequire(import.meta.url)('better-sqlite3') as new (
  file: string,
  options?: object,
) => SqliteHandle;

let folder: string;
let postgres: PostgresServer;
let redis: RedisServer;
let pool: Pool;
let client: Redis;
let database: SqliteHandle;

/** Resolves once a limiter has created its table. */
const ready = (create: (done: (error?: Error) => void) => unknown): Promise<void> =>
  new Promise((resolve, reject) => void create((error) => (error ? reject(error) : resolve())));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eximpe-limiters-'));
  [postgres, redis] = await Promise.all([startPostgres('fsync=off'), startRedis()]);
  pool = new Pool({ connectionString: postgres.url });
  client = new Redis(redis.port);
  database = new Database(join(folder, 'limits.sqlite'));
  // As its documentation says: the tables come first, and the limiters of each limit share them.
  const first = { keyPrefix: '', points: 1, duration: 1, tableName: 'limits' };
  await ready((done) => new RateLimiterPostgres({ ...first, storeClient: pool, storeType: 'pool' }, done));
  await ready((done) => new RateLimiterSQLite({ ...first, storeClient: database, storeType: 'better-sqlite3' }, done));
  await postgresStore({}).migrate();
});
afterAll(async () => {
  await pool.end();
  client.disconnect();
  database.close();
  await Promise.all([postgres.stop(), redis.stop()]);
  await rm(folder, { recursive: true });
});

const table = { tableName: 'limits', tableCreated: true };
const LIMITERS = {
  RateLimiterMemory: (options) => new RateLimiterMemory(options),
  RateLimiterRedis: (options) => new RateLimiterRedis({ ...options, storeClient: client }),
  RateLimiterPostgres: (options) =>
    new RateLimiterPostgres({ ...options, ...table, storeClient: pool, storeType: 'pool' }),
  RateLimiterSQLite: (options) =>
    new RateLimiterSQLite({ ...options, ...table, storeClient: database, storeType: 'better-sqlite3' }),
} as const satisfies Record<string, CreateLimiter>;

const postgresStore = (options: PostgresStoreOptions, through: PostgresClient = pool): SqlStore =>
  createPostgresStore(through, options);
const sqliteStore = (limiter: CreateLimiter): Store => createSqliteStore(join(folder, 'payments.sqlite'), { limiter });

/** Each limiter with a store, which remembers what counts once. */
const PLACES: Readonly<Record<keyof typeof LIMITERS, () => Store>> = {
  RateLimiterMemory: () => sqliteStore(LIMITERS.RateLimiterMemory),
  RateLimiterRedis: () => postgresStore({ limiter: LIMITERS.RateLimiterRedis }),
  RateLimiterPostgres: () => postgresStore({ limiter: LIMITERS.RateLimiterPostgres }),
  RateLimiterSQLite: () => sqliteStore(LIMITERS.RateLimiterSQLite),
};

describe.each(Object.entries(PLACES))('%s', (_, open) => {
  let place: Store;
  beforeAll(() => {
    place = open();
  });
  afterAll(() => place.close());

  test.each(Object.entries(COUNTERS))('%s', async (__, run) => {
    const store = place.ofAccount('one');
    await run({ store, again: store, foreign: place.ofAccount('other') });
  });
});

test('what could not be counted because its limiter was unreachable is new the next time', async () => {
  const there = new RateLimiterMemory({ points: 9, duration: 60 });
  let isAway = true;
  const place = sqliteStore(() => ({
    get: (key) => there.get(key),
    consume: (key) => (isAway ? Promise.reject(new Error('away')) : there.consume(key)),
  }));
  const use: Use = { name: 'n', key: randomUUID(), limit: { points: 9, seconds: 60 }, counts: { once: 'x' } };
  await expect(place.ofAccount('one').count([use])).rejects.toThrow('away');
  isAway = false;
  expect(await place.ofAccount('one').count([use])).toEqual([{ used: 1, waitMs: 0 }]);
  await place.close();
});

/** The limits that a charge reads and counts. */
const ofCharge = (): readonly Use[] => {
  const key = randomUUID();
  const limit = { points: 9, seconds: 60 };
  return [
    ...['addressDeclines', 'card', 'customerDeclines', 'addressCards'].map((name): Use => ({
      name,
      key,
      limit,
      counts: 'look',
    })),
    { name: 'checkout', key, limit, counts: { once: 'card' } },
    { name: 'customer', key, limit, counts: 'use' },
  ];
};

test('the limits of a charge need one statement in Postgres, or eight with a limiter for each', async () => {
  let asked = 0;
  const counting = new Proxy(pool, {
    get(target, name) {
      const member: unknown = Reflect.get(target, name, target);
      if (typeof member !== 'function') return member;
      return (...args: unknown[]): unknown => {
        if (name === 'query') asked += 1;
        return Reflect.apply(member, target, args);
      };
    },
  });
  const asks = async (options: PostgresStoreOptions): Promise<number> => {
    asked = 0;
    await postgresStore(options, counting).ofAccount('one').count(ofCharge());
    return asked;
  };
  expect(await asks({})).toBe(1);
  const limiter: CreateLimiter = (options) =>
    new RateLimiterPostgres({ ...options, ...table, storeClient: counting, storeType: 'pool' });
  expect(await asks({ limiter })).toBe(8);
});
