// The doctor also reports externally what health knows about the store and late work: each fault in a real store.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, expect, test, vi } from 'vitest';
import {
  createPostgresStore,
  createRedisStore,
  createSqliteStore,
  examine,
  MemoryStore,
  type Store,
} from '../src/index.ts';
import { findingOfHealth } from '../src/doctor/health.ts';
import type { Health } from '../src/http/health-route.ts';
import { openSqlite } from '../src/stores/sql/sqlite-driver.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';
import { startRedis, type RedisServer } from './redis-server.ts';
import { eventually, openShop, type Shop } from './shop.ts';
import { wrapped } from './wrapped-store.ts';

let folder: string;
let server: PostgresServer;
let redis: RedisServer;
let shop: Shop | undefined;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'eximpe-doctor-'));
  [server, redis] = await Promise.all([startPostgres('fsync=off'), startRedis()]);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await shop?.close();
  for (const end of ends.splice(0)) await end();
});
afterAll(async () => {
  await Promise.all([server.stop(), redis.stop()]);
  rmSync(folder, { recursive: true });
});

const seenOfHealth = async (): Promise<unknown> =>
  (await examine(`${shop?.url ?? ''}/eximpe`)).find(({ check }) => check === 'health');

function inSqlite(settings: string): Store {
  const database = openSqlite(join(folder, `${settings.replaceAll(/\W/g, '')}.sqlite`));
  database.exec(settings);
  ends.push(() => database.close());
  return createSqliteStore(database);
}

function inPostgres(schema: string) {
  const pool = new Pool({ connectionString: server.url });
  ends.push(() => pool.end());
  return createPostgresStore(pool, { schema });
}

async function inRedis(...settings: readonly (readonly [name: string, value: string])[]): Promise<Store> {
  const client = new Redis(redis.port);
  ends.push(() => client.disconnect());
  for (const [name, value] of settings) await client.config('SET', name, value);
  return createRedisStore(client);
}

/** None of our stores has it. */
const withFault = (fault: string): Store =>
  wrapped(new MemoryStore(), () => ({
    durable: true,
    examine: async () => [{ fault, says: 'of this place', matters: 'always' }],
  }));

const FAULTS: Readonly<Record<string, readonly [says: RegExp, open: () => Store | Promise<Store>]>> = {
  'SQLite without WAL': [/wal/i, () => inSqlite('pragma journal_mode = delete; pragma synchronous = full')],
  'SQLite without sync to disk': [/forgets/, () => inSqlite('pragma journal_mode = wal; pragma synchronous = normal')],
  'two at once': [/forgets.*; .*wal/i, () => inSqlite('pragma journal_mode = delete; pragma synchronous = normal')],
  'Postgres without tables': [/eximpe-migrate/, () => inPostgres('nowhere')],
  'Postgres without fsync': [
    /forgets/,
    async () => {
      const store = inPostgres('there');
      await store.migrate();
      return store;
    },
  ],
  'Redis that evicts': [/noeviction/, () => inRedis(['appendonly', 'yes'], ['maxmemory-policy', 'allkeys-lru'])],
  'Redis without its file': [/forgets/, () => inRedis(['appendonly', 'no'], ['maxmemory-policy', 'noeviction'])],
  'an old database': [/too old/, () => withFault('too_old')],
  'the shop’s own store with its own fault': [/no_replica/, () => withFault('no_replica')],
};

test.each(Object.entries(FAULTS))('%s is reported with its name', async (_, [says, open]) => {
  vi.stubEnv('NODE_ENV', 'production');
  shop = await openShop({ kit: { store: await open() } });
  // The kit checks its store as soon as it is created.
  await eventually(async () => shop?.logLines.some((line) => line.includes('EXIMPE_STORE_UNFIT')) ?? false);
  expect(await seenOfHealth()).toMatchObject({ ok: false, says: expect.stringMatching(says) as string });
});

const WELL: Health = {
  ready: true,
  closing: false,
  store: { durable: true, reachable: true, faults: [], latencyMs: 1 },
  publicAddress: 'https://shop.example/eximpe',
  outbox: { waiting: 0, oldestSeconds: null },
  overdue: 0,
};

test.each<readonly [what: string, health: Partial<Health>, ok: boolean, says: RegExp]>([
  ['all is well', {}, true, /^ready; .* no messages are waiting/],
  ['a message has just been written', { outbox: { waiting: 1, oldestSeconds: 2 } }, true, /1 messages are waiting/],
  [
    'hooks have not accepted a message for long',
    { outbox: { waiting: 3, oldestSeconds: 7_200 } },
    false,
    /7200 s.*hook/,
  ],
  ['nobody asks about payments', { overdue: 2 }, false, /^2 payments .*reconcile/],
  ['the kit is closing', { ready: false, closing: true }, false, /shutting down/],
  ['its store is down', { store: { ...WELL.store, reachable: false, latencyMs: null } }, false, /can't be reached/],
])('when %s, the doctor says so', (_, health, ok, says) => {
  expect(findingOfHealth({ ...WELL, ...health }, false)).toEqual({ ok, says: expect.stringMatching(says) as string });
});
