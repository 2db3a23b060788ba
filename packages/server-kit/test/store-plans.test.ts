// With 100,000 attempts in the tables, no statement of a store scans a whole table: each statement's plan is checked.
import { readFileSync } from 'node:fs';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createPostgresStore,
  createSqliteStore,
  type AccountStore,
  type Consent,
  type SqliteHandle,
  type SqlStore,
} from '../src/index.ts';
import { messageOf } from '../src/store-tests/samples.ts';
import type { PgPool } from '../src/stores/sql/postgres-client.ts';
import { PostgresDatabase } from '../src/stores/sql/postgres-database.ts';
import type { WatchedKey } from '../src/stores/revision-news.ts';
import { revisionsOf } from '../src/stores/sql/sql-attempts.ts';
import type { SqlDatabase } from '../src/stores/sql/sql-database.ts';
import { SqlRetention } from '../src/stores/sql/sql-retention.ts';
import { createSqliteDatabase } from '../src/stores/sql/sqlite-database.ts';
import { openSqlite } from '../src/stores/sql/sqlite-driver.ts';
import { anAttempt } from './attempts.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

const ATTEMPTS = 100_000;
const ID = '00000000-0000-4000-8000-000000000001';

/** Old finished payments, some in progress, and related rows: `n` counts from 0, with one row per number. */
const ROWS: Readonly<Record<string, string>> = {
  attempts: `(account, id, checkout, number, reference, eximpe_order, status, last4, created_at_ms, hold, ask_at_ms,
    rest_at_ms, revision, readable_by, record)
    select 'one', 'attempt ' || n, 'ORDER ' || n, 1, 'CF-' || n, 'OD' || n, 'successful', '0003', 1700000000000 + n, 'paid',
      case when n % 1000 = 0 then 1800000000000 + n end, case when n % 1000 <> 0 then 1700000000000 + n end, 2, 1, '{}'
    from numbers`,
  outbox: `(account, queue, id, attempt, topic, tries, created_at_ms, due_at_ms, readable_by, record)
    select 'one', 'checkout:ORDER ' || n, 'captured:' || n, 'attempt ' || n, 'captured', case when n % 2000 = 0 then 5 else 1 end,
      1700000000000 + n, 1800000000000 + n, 1, '{}'
    from numbers where n % 20 = 0`,
  consents: `(account, id, customer, network, last4, text_version, text_hash, locale, ip_address, given_at_ms)
    select 'one', 'consent ' || n, 'customer ' || n, 'visa', '0003', '1', 'hash', 'en', '::1', 1700000000000 + n
    from numbers where n % 5 = 0`,
  notes: `(account, key, value, until_ms) select 'one', 'note ' || n, 'value', 1900000000000 + n from numbers where n % 20 = 0`,
  claims: `(account, key, token, until_ms) select 'one', 'claim ' || n, 'token', 1900000000000 + n from numbers where n % 20 = 0`,
  counters: `(account, key, points, used, until_ms, seen)
    select 'one', 'counter ' || n, 1, 1, 1900000000000 + n, '' from numbers where n % 20 = 0`,
};

/** @param named returns the name of a table here @param numbers returns rows of one column, `n` */
const filling = (named: (table: string) => string, numbers: string): readonly string[] =>
  Object.entries(ROWS).map(
    ([table, rows]) => `insert into ${named(table)} ${rows.replace('from numbers', `from (${numbers}) as numbers`)}`,
  );

const CONSENT: Consent = {
  id: ID,
  customer: 'customer 5',
  merchantId: null,
  attempt: ID,
  network: 'visa',
  last4: '0003',
  textVersion: '1',
  textHash: 'hash',
  locale: 'en',
  ipAddress: '::1',
  givenAtMs: 1,
  withdrawnAtMs: null,
};
const MESSAGE = messageOf({ id: 'm', queue: 'checkout:q', attempt: ID });

/** All calls of a kit to a store during payments, and what the store does by itself. */
const ASKED: Readonly<Record<string, (store: AccountStore, database: SqlDatabase) => Promise<unknown>>> = {
  open: (store) => store.open(anAttempt({ id: ID })),
  'open with consent': (store) => store.open(anAttempt({ id: 'with consent', checkout: 'another' }), CONSENT),
  bar: (store) => store.bar(ID, 'unknown', 1),
  find: (store) => store.find(ID),
  findByOrder: (store) => store.findByOrder('OD-none'),
  ofCheckout: (store) => store.ofCheckout('ORDER-none'),
  replace: (store) =>
    store.replace({ ...anAttempt({ id: ID }), revision: 2 }, [MESSAGE], [{ key: 'k', value: 'v', ttlMs: 1 }]),
  'due to be asked': (store) => store.due('ask', 1_700_000_000_000, 200),
  'due to be refunded': (store) => store.due('refund', 1_700_000_000_000, 200),
  countDue: (store) => store.countDue('ask', 1_700_000_000_000),
  post: (store) => store.post([messageOf({ queue: 'account' })]),
  dueQueues: (store) => store.dueQueues(1_700_000_000_000, 200),
  waiting: (store) => store.waiting('checkout:none'),
  postpone: (store) => store.postpone(MESSAGE),
  remove: (store) => store.remove(MESSAGE, 2),
  upcoming: (store) => store.upcoming(1_900_000_000_000, 10),
  'backlog of a quiet shop': (store) => store.backlog(1),
  put: (store) => store.put('key', 'value', 1),
  get: (store) => store.get('key'),
  claim: (store) => store.claim('key', 1),
  release: (store) => store.release('key', 'claim'),
  count: (store) =>
    store.count([
      { name: 'a', limit: { points: 1, seconds: 1 }, key: 'k', counts: 'look' },
      { name: 'b', limit: { points: 1, seconds: 1 }, key: 'k', counts: 'use' },
    ]),
  keepConsent: (store) => store.keepConsent(CONSENT),
  consentsOf: (store) => store.consentsOf('customer 5'),
  withdrawConsents: (store) => store.withdrawConsents(CONSENT, 2),
  watch: async (store) => (await store.watch(ID, () => undefined))(),
  ping: (store) => store.ping(),
  'a look at many that are watched': (_, database) =>
    revisionsOf(
      database,
      Array.from({ length: 200 }, (__, at): WatchedKey => `one ${ID}-${at}`),
    ),
  'forgetting what is over': (_, database) => new SqlRetention(database, {}).forget(),
};

/** To check that the tables exist, any one row is read. */
const IS_PING = /limit 1$/;

const README = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const [, SQL = ''] = /```sql\n(.*?)```/s.exec(README) ?? [];
/** Queries for support and finance: those in the README, unchanged, and the one that it only names. */
const VIEWS = [...SQL.replaceAll(/--.*$/gm, '').split(';'), "select * from eximpe.payments where reference = 'CF-7'"]
  .map((text) => text.trim())
  .filter((text) => text !== '');

test('the README has queries', () => {
  expect(VIEWS.length).toBeGreaterThan(5);
});

interface Asked {
  readonly text: string;
  readonly values?: readonly unknown[] | undefined;
}

describe('postgres', () => {
  let server: PostgresServer;
  let pool: Pool;
  let place: SqlStore;
  let database: SqlDatabase;
  const asked: Asked[] = [];
  let store: AccountStore;

  beforeAll(async () => {
    // None of this needs to wait for the disk.
    server = await startPostgres(
      ...'fsync=off full_page_writes=off autovacuum=off shared_buffers=256MB max_wal_size=4GB wal_level=minimal max_wal_senders=0'.split(
        ' ',
      ),
    );
    pool = new Pool({ connectionString: server.url });
    const client: PgPool = {
      query: (statement) => {
        asked.push(statement);
        return pool.query(statement);
      },
      connect: () => pool.connect(),
      on: (event, listener) => pool.on(event, listener),
    };
    place = createPostgresStore(client);
    await place.migrate();
    store = place.ofAccount('one');
    database = new PostgresDatabase(client, 'eximpe');
    for (const text of filling((table) => `eximpe.${table}`, `select generate_series(0, ${ATTEMPTS - 1}) as n`))
      await pool.query(text);
    await pool.query('analyze');
  });
  afterAll(async () => {
    await place.close();
    await pool.end();
    await server.stop();
  });

  const scansOf = async ({ text, values = [] }: Asked): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values: [...values] });
    const scan = new RegExp(`Seq Scan on (?:${Object.keys(ROWS).join('|')})`);
    return rows.map((row) => row['QUERY PLAN']).filter((line) => scan.test(line));
  };

  test.each(Object.keys(ASKED))('%s is indexed', async (name) => {
    asked.length = 0;
    await ASKED[name]?.(store, database);
    const all = asked.filter(({ text }) => !IS_PING.test(text));
    expect(asked.length).toBeGreaterThan(0);
    for (const each of all) expect(await scansOf(each), each.text).toEqual([]);
  });

  test.each(VIEWS)('%s is indexed', async (text) => {
    expect(await scansOf({ text })).toEqual([]);
  });
});

describe('sqlite', () => {
  const asked: Asked[] = [];
  let handle: SqliteHandle;
  let database: SqlDatabase;
  let store: AccountStore;

  beforeAll(async () => {
    handle = openSqlite(':memory:');
    const watched: SqliteHandle = {
      exec: (text) => handle.exec(text),
      prepare: (text) => {
        const statement = handle.prepare(text);
        return {
          all: (...values) => {
            asked.push({ text, values });
            return statement.all(...values);
          },
          run: (...values) => {
            asked.push({ text, values });
            return statement.run(...values);
          },
        };
      },
      close: () => handle.close(),
    };
    store = createSqliteStore(watched).ofAccount('one');
    database = createSqliteDatabase(watched, false);
    await store.ping();
    const numbers = `with recursive counted(n) as (select 0 union all select n + 1 from counted where n < ${ATTEMPTS - 1}) select n from counted`;
    for (const text of filling((table) => `eximpe_${table}`, numbers)) handle.exec(text);
    handle.exec('analyze');
  });
  afterAll(() => handle.close());

  const scansOf = ({ text, values = [] }: Asked): readonly string[] =>
    (handle.prepare(`explain query plan ${text}`).all(...(values as string[])) as { detail: string }[])
      .map(({ detail }) => detail)
      .filter((detail) => /^SCAN (?:eximpe_|known|held)/.test(detail));

  test.each(Object.keys(ASKED))('%s is indexed', async (name) => {
    asked.length = 0;
    await ASKED[name]?.(store, database);
    const all = asked.filter(({ text }) => !IS_PING.test(text));
    expect(asked.length).toBeGreaterThan(0);
    for (const each of all) expect(scansOf(each), each.text).toEqual([]);
  });

  test.each(VIEWS)('%s is indexed', (text) => {
    expect(scansOf({ text: text.replace('eximpe.', 'eximpe_') })).toEqual([]);
  });
});
