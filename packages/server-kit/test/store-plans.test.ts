// With 100,000 attempts in the tables nothing that a store asks reads a table from end to end: each statement's plan is looked at.
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  createPostgresStore,
  createSqliteStore,
  type AccountStore,
  type SqliteHandle,
  type SqlStore,
} from '../src/index.ts';
import { openSqlite } from '../src/stores/sql/sqlite-driver.ts';
import { anAttempt } from './attempts.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

const ATTEMPTS = 100_000;
const ID = '00000000-0000-4000-8000-000000000001';

/** Old payments at rest, some under way, and some messages: `n` counts them from 0. */
const attemptsFrom = (table: string, numbers: string): string => `
  insert into ${table} (account, id, checkout, number, reference, eximpe_order, status, last4, created_at_ms, hold, ask_at_ms,
    rest_at_ms, revision, readable_by, record)
  select 'one', 'attempt ' || n, 'ORDER ' || n, 1, 'CF-' || n, 'OD' || n, 'successful', '0003', 1700000000000 + n, 'paid',
    case when n % 1000 = 0 then 1800000000000 + n end, case when n % 1000 <> 0 then 1700000000000 + n end, 2, 1, '{}'
  from (${numbers}) as numbers`;
const messagesFrom = (table: string, numbers: string): string => `
  insert into ${table} (account, queue, id, attempt, topic, tries, created_at_ms, due_at_ms, readable_by, record)
  select 'one', 'checkout:ORDER ' || n, 'captured:' || n, 'attempt ' || n, 'captured', 1, 1700000000000 + n, 1800000000000 + n, 1, '{}'
  from (${numbers}) as numbers where n % 20 = 0`;

/** Everything that a kit asks of a store while it serves payments. */
const ASKED: Readonly<Record<string, (store: AccountStore) => Promise<unknown>>> = {
  open: (store) => store.open(anAttempt({ id: ID })),
  bar: (store) => store.bar(ID, 'unknown', 1),
  find: (store) => store.find(ID),
  findByOrder: (store) => store.findByOrder('OD-none'),
  ofCheckout: (store) => store.ofCheckout('ORDER-none'),
  replace: (store) =>
    store.replace({ ...anAttempt({ id: ID }), revision: 2 }, [
      { topic: 'captured', id: 'm', queue: 'checkout:q', attempt: ID, createdAtMs: 1, dueAtMs: 1, tries: 0 },
    ]),
  'due to be asked': (store) => store.due('ask', 1_700_000_000_000, 200),
  'due to be refunded': (store) => store.due('refund', 1_700_000_000_000, 200),
  countDue: (store) => store.countDue('ask', 1_700_000_000_000),
  dueQueues: (store) => store.dueQueues(1_700_000_000_000, 200),
  waiting: (store) => store.waiting('checkout:none'),
  postpone: (store) =>
    store.postpone({
      topic: 'captured',
      id: 'm',
      queue: 'checkout:q',
      attempt: ID,
      createdAtMs: 1,
      dueAtMs: 1,
      tries: 0,
    }),
  remove: (store) =>
    store.remove(
      { topic: 'captured', id: 'm', queue: 'checkout:q', attempt: ID, createdAtMs: 1, dueAtMs: 1, tries: 0 },
      2,
    ),
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
  watch: async (store) => (await store.watch(ID, () => undefined))(),
  ping: (store) => store.ping(),
};

/** To know that the tables are there, one row is looked at, wherever it lies. */
const IS_PING = /limit 1$/;

/** What support asks: documented in the README. */
const VIEWS = [
  "select * from payments where checkout = 'ORDER 7'",
  "select * from payments where eximpe_order = 'OD7'",
  "select * from payments where reference = 'CF-7'",
  "select * from payments where last4 = '0003' order by created_at_ms desc limit 20",
];

describe('postgres', () => {
  let server: PostgresServer;
  let pool: Pool;
  let place: SqlStore;
  const asked: { text: string; values?: unknown[] }[] = [];
  let store: AccountStore;

  beforeAll(async () => {
    // Nothing of it is worth a wait for the disk.
    server = await startPostgres(
      ...'fsync=off full_page_writes=off autovacuum=off shared_buffers=256MB max_wal_size=4GB wal_level=minimal max_wal_senders=0'.split(
        ' ',
      ),
    );
    pool = new Pool({ connectionString: server.url });
    place = createPostgresStore({
      query: (statement) => {
        asked.push(statement);
        return pool.query(statement);
      },
      connect: () => pool.connect(),
      on: (event, listener) => pool.on(event, listener),
    });
    await place.migrate();
    store = place.ofAccount('one');
    const numbers = `select generate_series(0, ${ATTEMPTS - 1}) as n`;
    await pool.query(attemptsFrom('eximpe.attempts', numbers));
    await pool.query(messagesFrom('eximpe.outbox', numbers));
    await pool.query('analyze');
  });
  afterAll(async () => {
    await place.close();
    await pool.end();
    await server.stop();
  });

  const scansOf = async (text: string, values: unknown[] = []): Promise<readonly string[]> => {
    const { rows } = await pool.query<{ 'QUERY PLAN': string }>({ text: `explain ${text}`, values });
    return rows.map((row) => row['QUERY PLAN']).filter((line) => /Seq Scan on (?:attempts|outbox)/.test(line));
  };

  test.each(Object.keys(ASKED))('%s is indexed', async (name) => {
    asked.length = 0;
    await ASKED[name]?.(store);
    expect(asked.length).toBeGreaterThan(0);
    for (const { text, values } of asked.filter((each) => !IS_PING.test(each.text)))
      expect(await scansOf(text, values), text).toEqual([]);
  });

  test.each(VIEWS)('%s is indexed', async (text) => {
    expect(await scansOf(text.replace('payments', 'eximpe.payments'))).toEqual([]);
  });
});

describe('sqlite', () => {
  const asked: { text: string; values: readonly unknown[] }[] = [];
  let handle: SqliteHandle;
  let store: AccountStore;

  beforeAll(async () => {
    handle = openSqlite(':memory:');
    const place = createSqliteStore({
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
    });
    store = place.ofAccount('one');
    await store.ping();
    const numbers = `with recursive counted(n) as (select 0 union all select n + 1 from counted where n < ${ATTEMPTS - 1}) select n from counted`;
    handle.exec(attemptsFrom('eximpe_attempts', numbers));
    handle.exec(messagesFrom('eximpe_outbox', numbers));
    handle.exec('analyze');
  });
  afterAll(() => handle.close());

  const scansOf = (text: string, values: readonly unknown[] = []): readonly string[] =>
    (handle.prepare(`explain query plan ${text}`).all(...(values as string[])) as { detail: string }[])
      .map(({ detail }) => detail)
      .filter((detail) => /^SCAN (?:eximpe_|known|held)/.test(detail));

  test.each(Object.keys(ASKED))('%s is indexed', async (name) => {
    asked.length = 0;
    await ASKED[name]?.(store);
    expect(asked.length).toBeGreaterThan(0);
    for (const { text, values } of asked.filter((each) => !IS_PING.test(each.text)))
      expect(scansOf(text, values), text).toEqual([]);
  });

  test.each(VIEWS)('%s is indexed', (text) => {
    expect(scansOf(text.replace('payments', 'eximpe_payments'))).toEqual([]);
  });
});
