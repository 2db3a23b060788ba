import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import { startSimulator } from '@eximpe/simulator';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPostgresStore, createRedisStore, createSqliteStore } from '../src/index.ts';
import { openSqlite } from '../src/stores/sql/sqlite-driver.ts';
import { anAttempt } from './attempts.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';
import { freePort, startRedis } from './redis-server.ts';
import { askAt, payAt, startShop } from './shop-process.ts';
import { eventually, type Paid } from './shop.ts';

const program = fileURLToPath(new URL('../dist/migrate/main.js', import.meta.url));
const migrate = (...args: readonly string[]) => promisify(execFile)(process.execPath, [program, ...args]);

let server: PostgresServer;
let folder: string;
beforeAll(async () => {
  server = await startPostgres('fsync=off');
  folder = mkdtempSync(join(tmpdir(), 'eximpe-migrate-'));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

test('creates the tables in Postgres, in the given schema, and changes nothing the second time', async () => {
  const pool = new Pool({ connectionString: server.url });
  const store = createPostgresStore(pool, { schema: 'payments_of_the_shop' }).ofAccount('one');
  expect(await store.examine()).toContainEqual(expect.objectContaining({ fault: 'not_migrated' }));
  for (let times = 0; times < 2; times += 1) {
    const { stdout } = await migrate('--to', server.url, '--schema', 'payments_of_the_shop');
    expect(stdout).toContain('up to date');
  }
  expect((await store.examine()).map(({ fault }) => fault)).not.toContain('not_migrated');
  await store.ping();
  await pool.end();
});

test('creates a SQLite file', async () => {
  const { stdout } = await migrate('--to', join(folder, 'payments.sqlite'));
  expect(stdout).toContain('up to date');
});

/** Removes what the second step added, to get the tables of an older kit. */
const BACK_TO_THE_FIRST = 'drop index {index}; delete from {migrations} where version > 1';

test('updates the tables of an older kit, and keeps their content', async () => {
  const pool = new Pool({ connectionString: server.url });
  const place = createPostgresStore(pool, { schema: 'older' });
  const store = place.ofAccount('one');
  await place.migrate();
  await store.open(anAttempt({ id: 'before' }));
  await pool.query(
    BACK_TO_THE_FIRST.replace('{index}', 'older.eximpe_outbox_refused').replace('{migrations}', 'older.migrations'),
  );
  expect(await store.examine()).toContainEqual(
    expect.objectContaining({ fault: 'not_migrated', says: expect.stringContaining('at step 1 of 2') as string }),
  );
  // The newer kit handles payments meanwhile, since migrations only add to tables.
  expect(await store.find('before')).toMatchObject({ status: 'pending' });
  await migrate('--to', server.url, '--schema', 'older');
  expect((await store.examine()).map(({ fault }) => fault)).not.toContain('not_migrated');
  expect(await store.find('before')).toMatchObject({ status: 'pending' });
  await pool.end();
});

test('a SQLite file of an older kit is updated when it is opened', async () => {
  const file = join(folder, 'older.sqlite');
  const before = createSqliteStore(file);
  await before.ofAccount('one').open(anAttempt({ id: 'before' }));
  await before.close();
  const database = openSqlite(file);
  database.exec(
    BACK_TO_THE_FIRST.replace('{index}', 'eximpe_outbox_refused').replace('{migrations}', 'eximpe_migrations'),
  );
  const after = createSqliteStore(database);
  expect(await after.ofAccount('one').find('before')).toMatchObject({ status: 'pending' });
  expect(database.prepare("select 1 from sqlite_master where name = 'eximpe_outbox_refused'").all()).toHaveLength(1);
  database.close();
});

/** The arguments, and the message of the error. */
const WRONG: Readonly<Record<string, readonly [says: RegExp, args: (nobody: number) => readonly string[]]>> = {
  nothing: [/^Usage/, () => []],
  'a missing folder': [/does its folder exist/, () => ['--to', join(folder, 'nowhere', 'payments.sqlite')]],
  'an unreachable Postgres': [/is it running there/, (nobody) => ['--to', `postgres://shop@127.0.0.1:${nobody}/a`]],
  'an unreachable Redis': [
    /is it running there/,
    (nobody) => ['--from', `redis://127.0.0.1:${nobody}`, '--to', join(folder, 'payments.sqlite')],
  ],
  'a Redis to move to': [/moves from Redis, but not to it/, (nobody) => ['--to', `redis://127.0.0.1:${nobody}`]],
  'another database': [/does not support mysql/, () => ['--to', 'mysql://shop@127.0.0.1/payments']],
  'an unknown option': [/--form/, () => ['--form', 'payments.sqlite']],
};

test.each(Object.entries(WRONG))('given %s, it fails with a message that says so', async (_, [says, args]) => {
  const nobody = await freePort();
  await expect(migrate(...args(nobody))).rejects.toMatchObject({
    stderr: expect.stringMatching(says) as string,
  });
});

test('reads a Redis whose user may not call INFO, unless that hides whether it is part of a cluster', async () => {
  const redis = await startRedis();
  const client = new Redis(redis.port);
  const allow = (...rights: readonly string[]): Promise<unknown> =>
    client.call('ACL', 'SETUSER', 'mover', 'on', '>word', '~*', ...rights);
  await createRedisStore(client).ofAccount('one').open(anAttempt());
  const move = () =>
    migrate('--from', `redis://mover:word@127.0.0.1:${redis.port}`, '--to', join(folder, 'kept-from-info.sqlite'));
  await allow('+@all', '-@dangerous');
  expect((await move()).stdout).toContain('1 attempts');
  await allow('-cluster');
  await expect(move()).rejects.toMatchObject({ stderr: expect.stringMatching(/allow one of them/i) as string });
  client.disconnect();
  await redis.stop();
});

test('any number of processes can migrate at once', async () => {
  const pools = Array.from({ length: 6 }, () => new Pool({ connectionString: server.url }));
  const stores = pools.map((pool) => createPostgresStore(pool, { schema: 'at_once' }));
  await Promise.all(stores.map((store) => store.migrate()));
  await stores[0]?.ofAccount('one').ping();
  for (const pool of pools) await pool.end();
});

test('moves a shop from Redis to Postgres during payments: none is lost, charged again or left unreported', async () => {
  const redis = await startRedis();
  const simulator = await startSimulator();
  const before = await startShop({ store: { redis: redis.port }, simulator, refuses: true });
  simulator.webhookUrl = `${before.url}/webhook`;
  const paying = async (checkout: string): Promise<Paid> => (await (await payAt(before, checkout)).json()) as Paid;
  const [untold, atBank] = [await paying('UNTOLD'), await paying('AT-BANK')];
  await simulator.control.force(untold.orderId ?? '', 'paid');
  await eventually(async () => (await askAt(before, `/payments/${untold.handle}`)).status === 'successful');
  const move = (): Promise<{ stdout: string }> =>
    migrate('--from', `redis://127.0.0.1:${redis.port}`, '--to', server.url);
  // Once while the shop runs, and again after it has stopped.
  expect((await move()).stdout).toContain('2 attempts');
  const late = await paying('LATE');
  await before.kill();
  expect((await move()).stdout).toMatch(/3 attempts, [1-9]\d* messages/);

  const after = await startShop({ store: { postgres: server.url }, simulator });
  simulator.webhookUrl = `${after.url}/webhook`;
  await eventually(() => after.told.includes(`${untold.attempt} paid`));
  // The form of the shopper at the bank continues to ask with its handle.
  expect(await askAt(after, `/payments/${atBank.handle}`)).toMatchObject({
    status: 'pending',
    attempt: atBank.attempt,
  });
  expect((await payAt(after, 'AT-BANK')).status).toBe(409);
  await simulator.control.force(atBank.orderId ?? '', 'paid');
  await simulator.control.force(late.orderId ?? '', 'declined');
  await eventually(
    () => after.told.includes(`${atBank.attempt} paid`) && after.told.includes(`${late.attempt} failed`),
  );
  expect(simulator.control.orders()).toHaveLength(3);
  expect((await payAt(after, 'UNTOLD')).status).toBe(409);
  await after.kill();
  await simulator.close();
  await redis.stop();
});

test('copies from SQLite, and keeps newer records in the target', async () => {
  const file = join(folder, 'old.sqlite');
  const [old, pool] = [createSqliteStore(file), new Pool({ connectionString: server.url })];
  const moved = createPostgresStore(pool, { schema: 'moved' }).ofAccount('one');
  const attempt = anAttempt();
  await old.ofAccount('one').open(attempt);
  await old.ofAccount('one').bar('barred', 'uncharged', 60_000);
  await old.ofAccount('one').put('key', 'value', 60_000);
  const move = (): Promise<unknown> => migrate('--from', file, '--to', server.url, '--schema', 'moved');
  await move();
  const newer = { ...attempt, asks: 1, revision: 2 };
  expect(await moved.replace(newer)).toBe(true);
  await move();
  expect(await moved.find(attempt.id)).toEqual(newer);
  expect(await moved.bar('barred', 'unknown', 1)).toEqual({ kind: 'barred', before: 'uncharged' });
  expect(await moved.get('key')).toBe('value');
  await old.close();
  await pool.end();
});
