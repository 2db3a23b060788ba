// The store and the doctor report what is wrong with a store's database in a sentence with its remedy.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  createPostgresStore,
  createRedisStore,
  createSqliteStore,
  type SqliteHandle,
  type Store,
} from '../src/index.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';
import { freePort, startRedis, type RedisServer } from './redis-server.ts';
import { openShop } from './shop.ts';

const Database = createRequire(import.meta.url)('better-sqlite3') as new (
  file: string,
  options?: object,
) => SqliteHandle;

let folder: string;
let server: PostgresServer;
let redis: RedisServer;
let nobody: number;
const ends: (() => unknown)[] = [];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'eximpe-trouble-'));
  [server, redis, nobody] = await Promise.all([startPostgres('fsync=off'), startRedis(), freePort()]);
  await inPostgres(server.url).migrate();
  const pool = new Pool({ connectionString: server.url });
  await pool.query('create role guest login');
  await pool.end();
});
afterAll(async () => {
  for (const end of ends) await end();
  await Promise.all([server.stop(), redis.stop()]);
  rmSync(folder, { recursive: true });
});

function inPostgres(connectionString: string) {
  const pool = new Pool({ connectionString });
  ends.push(() => pool.end());
  return createPostgresStore(pool);
}

/** With tables, as in a shop; then changed by `spoil`. */
async function inSqlite(name: string, spoil: (database: SqliteHandle, file: string) => void): Promise<Store> {
  const file = join(folder, `${name}.sqlite`);
  const store = createSqliteStore(file);
  await store.ofAccount('one').ping();
  await store.close();
  const database = new Database(file, name === 'read-only' ? { readonly: true } : {});
  spoil(database, file);
  ends.push(() => database.close());
  return createSqliteStore(database);
}

const TROUBLES: Readonly<Record<string, readonly [says: RegExp, open: () => Store | Promise<Store>]>> = {
  'Postgres: not running': [/is it running there/, () => inPostgres(`postgres://shop@127.0.0.1:${nobody}/postgres`)],
  'Postgres: no such host': [/is the address right/, () => inPostgres('postgres://shop@host.invalid:5432/postgres')],
  'Postgres: no such database': [/no such database/, () => inPostgres(server.url.replace('/postgres', '/nowhere'))],
  'Postgres: no rights': [/let it use the schema/, () => inPostgres(server.url.replace('shop@', 'guest@'))],
  'Postgres: read-only': [
    /the one that takes writes/,
    () => inPostgres(`${server.url}?options=-c%20default_transaction_read_only%3Don`),
  ],
  'SQLite: locked': [
    /keeps the file locked/,
    () =>
      inSqlite('locked', (database, file) => {
        database.exec('pragma busy_timeout = 1');
        const other = new Database(file);
        other.exec('begin immediate');
        ends.push(() => other.close());
      }),
  ],
  'SQLite: read-only': [/let its user write/, () => inSqlite('read-only', () => undefined)],
  'Redis: not running': [
    /is it running there/,
    () => {
      const client = new Redis(nobody, { maxRetriesPerRequest: 0 });
      client.on('error', () => undefined);
      ends.push(() => client.disconnect());
      return createRedisStore(client);
    },
  ],
  'Redis: memory full': [
    /maxmemory/,
    async () => {
      const client = new Redis(redis.port);
      ends.push(() => client.disconnect());
      await client.config('SET', 'maxmemory', '1');
      return createRedisStore(client);
    },
  ],
};

test.each(Object.entries(TROUBLES))('the doctor reports what is wrong and what to do: %s', async (_, [says, open]) => {
  const shop = await openShop({ kit: { store: await open() } });
  const findings = await shop.kit.doctor();
  expect(findings.find(({ check }) => check === 'store')).toMatchObject({
    ok: false,
    says: expect.stringMatching(says) as string,
  });
  await shop.close();
});

test('SQLite: a write that finds the disk full is rejected with the remedy', async () => {
  const store = await inSqlite('full', (database) => void database.exec('pragma max_page_count = 1'));
  await expect(store.ofAccount('one').put('key', 'x'.repeat(100_000), 1_000)).rejects.toThrow(/make room/);
});

test('a database that can’t be opened is reported at the start', () => {
  const file = join(folder, 'letter.txt');
  writeFileSync(file, 'Dear shop, '.repeat(1_000));
  expect(() => createSqliteStore(file)).toThrow(/name another/);
  expect(() => createSqliteStore(join(folder, 'nowhere', 'payments.sqlite'))).toThrow(/does its folder exist/);
});
