import { Pool } from 'pg';
import postgres from 'postgres';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPostgresStore, type SqlStore } from '../src/index.ts';
import { storeContract } from './store-contract.ts';
import { retentionLaw } from './store-retention.ts';
import { startPgBouncer, startPostgres, type PostgresServer } from './postgres-server.ts';

let server: PostgresServer;

beforeAll(async () => {
  server = await startPostgres('fsync=off');
});
afterAll(() => server.stop());

const CLIENTS = {
  'a pool of pg': (url: string) => {
    const pool = new Pool({ connectionString: url });
    return { client: pool, end: () => pool.end() };
  },
  'a client of postgres.js': (url: string) => {
    const sql = postgres(url, { onnotice: () => undefined });
    return { client: sql, end: () => sql.end() };
  },
} as const;

const pools: (() => Promise<void>)[] = [];
const open = (url: string, name: keyof typeof CLIENTS, schema: string): SqlStore => {
  const { client, end } = CLIENTS[name](url);
  pools.push(end);
  return createPostgresStore(client, { schema });
};
afterAll(async () => {
  for (const end of pools) await end();
});

describe.each(Object.keys(CLIENTS) as (keyof typeof CLIENTS)[])('through %s', (name) => {
  let stores: [SqlStore, SqlStore];
  beforeAll(async () => {
    const schema = `law_${Object.keys(CLIENTS).indexOf(name)}`;
    stores = [open(server.url, name, schema), open(server.url, name, schema)];
    await Promise.all(stores.map((store) => store.migrate()));
  });
  afterAll(() => Promise.all(stores.map((store) => store.close())));

  storeContract(
    () => stores[0].ofAccount('one'),
    () => stores[0].ofAccount('other'),
    () => stores[1].ofAccount('one'),
  );
});

/** Skipped on a developer's machine without PgBouncer; in CI that is an error. */
const isLeftOut = process.env['PGBOUNCER_PATH'] === undefined && process.env['CI'] === undefined;

describe.skipIf(isLeftOut).each(Object.keys(CLIENTS) as (keyof typeof CLIENTS)[])(
  'through PgBouncer in transaction mode, and %s',
  (name) => {
    let stores: [SqlStore, SqlStore];
    let stop: () => Promise<void>;
    beforeAll(async () => {
      const pooler = await startPgBouncer(server);
      const schema = `pooled_${Object.keys(CLIENTS).indexOf(name)}`;
      const { url } = pooler;
      stop = pooler.stop;
      stores = [open(url, name, schema), open(url, name, schema)];
      await Promise.all(stores.map((store) => store.migrate()));
    });
    afterAll(async () => {
      await Promise.all(stores.map((store) => store.close()));
      await stop();
    });

    storeContract(
      () => stores[0].ofAccount('one'),
      () => stores[0].ofAccount('other'),
      () => stores[1].ofAccount('one'),
    );
  },
);

test('a store without tables says so, and what to do', async () => {
  const store = open(server.url, 'a pool of pg', 'nowhere').ofAccount('one');
  await expect(store.ping()).rejects.toThrow('eximpe-migrate');
  expect(await store.examine()).toContainEqual(expect.objectContaining({ fault: 'not_migrated' }));
});

test('a server that may lose commits is reported', async () => {
  const store = open(server.url, 'a pool of pg', 'nowhere').ofAccount('one');
  expect(await store.examine()).toContainEqual(expect.objectContaining({ fault: 'forgets', matters: 'in production' }));
});

describe('after its time', () => {
  beforeAll(() => open(server.url, 'a pool of pg', 'old').migrate());
  retentionLaw(() => ({
    open: () => open(server.url, 'a pool of pg', 'old').ofAccount('one'),
    ask: async (text) => {
      const pool = new Pool({ connectionString: server.url });
      const { rows } = await pool.query<object>(text.replaceAll(/\{(\w+)\}/g, 'old.$1'));
      await pool.end();
      return rows;
    },
  }));
});
