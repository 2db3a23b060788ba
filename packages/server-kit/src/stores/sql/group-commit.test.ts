import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { createSqliteDatabase, setUpFile } from './sqlite-database.ts';
import { statement, type SqlDatabase, type Step } from './sql-database.ts';
import { openSqlite, type SqliteHandle } from './sqlite-driver.ts';

const folder = mkdtempSync(join(tmpdir(), 'eximpe-group-'));
let files = 0;
let handle: SqliteHandle;
let database: SqlDatabase;
/** Statements without values that were sent to the database. */
let said: string[];

beforeEach(() => {
  const opened = openSqlite(join(folder, `${(files += 1)}.sqlite`));
  setUpFile(opened);
  opened.exec('create table eximpe_kept (name text primary key, body text)');
  said = [];
  handle = {
    exec(text) {
      said.push(text);
      return opened.exec(text);
    },
    prepare: (text) => opened.prepare(text),
    close: () => opened.close(),
  };
  database = createSqliteDatabase(handle, true);
});
afterAll(() => rmSync(folder, { recursive: true }));

const writing = (name: string, body = ''): Step => ({
  first: statement('insert into {kept} (name, body) values (?, ?) returning name', name, body),
});
const kept = async (): Promise<unknown[]> =>
  (await database.query(statement('select name from {kept} order by name'))).map((row) => row['name']);
const outcomes = async (steps: readonly Step[]): Promise<string[]> =>
  (await Promise.allSettled(steps.map((step) => database.step(step)))).map(({ status }) => status);
const countOf = (text: string): number => said.filter((each) => each === text).length;

test('writes of one turn share one commit, and each is stored', async () => {
  const names = Array.from({ length: 20 }, (_, at) => String.fromCodePoint(0x61 + at));
  expect(new Set(await outcomes(names.map((name) => writing(name))))).toEqual(new Set(['fulfilled']));
  expect(await kept()).toEqual(names);
  expect(countOf('commit')).toBe(1);
});

test('no write resolves before the whole batch is committed', async () => {
  const first = database.step(writing('a')).then(() => countOf('commit'));
  const second = database.step(writing('b')).then(() => countOf('commit'));
  expect(await Promise.all([first, second])).toEqual([1, 1]);
});

test('a write that fails does not fail the others', async () => {
  expect(await outcomes([writing('a'), writing('a'), writing('b')])).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await kept()).toEqual(['a', 'b']);
});

test('when the disk is full, a write without room is refused, and one with room is stored', async () => {
  handle.exec('pragma max_page_count = 8');
  const steps = [writing('a'), writing('big', 'x'.repeat(100_000)), writing('b')];
  expect(await outcomes(steps)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(await kept()).toEqual(['a', 'b']);
});

/** As some disk errors do. */
const endingAll = (name: string): Step => ({
  first: statement("insert or rollback into {kept} (name, body) values (?, '') returning name", name),
});

test('an error that ends the transaction refuses the whole batch, and later writes succeed', async () => {
  await database.step(writing('before'));
  expect(new Set(await outcomes([writing('a'), endingAll('before'), writing('b')]))).toEqual(new Set(['rejected']));
  expect(await kept()).toEqual(['before']);
  expect(await outcomes([writing('later')])).toEqual(['fulfilled']);
  expect(await kept()).toEqual(['before', 'later']);
});

const NORMAL = 'pragma synchronous = 1';

test('a brief write is synced to disk only when batched with a durable one', async () => {
  await outcomes([{ ...writing('a'), isBrief: true }]);
  expect(countOf(NORMAL)).toBe(1);
  await outcomes([{ ...writing('b'), isBrief: true }, writing('c')]);
  expect(countOf(NORMAL)).toBe(1);
});

test('after a brief write fails, the next one is as durable as always', async () => {
  await outcomes([{ ...writing('a'), isBrief: true }]);
  handle.exec('pragma max_page_count = 8');
  await outcomes([{ ...writing('big', 'x'.repeat(100_000)), isBrief: true }]);
  expect(Object.values(handle.prepare('pragma synchronous').all()[0] as object)).toEqual([2]);
});

test('writes that wait when the database is closed are committed first', async () => {
  const writes = Promise.all([
    database.step(writing('a')),
    database.query(statement("delete from {kept} where name = ''")),
  ]);
  await database.close();
  expect((await writes)[0].wrote).toHaveLength(1);
});

test.each([false, true])(
  'a transaction that the shop has open on the same handle is left alone, and writes wait for its end (brief: %s)',
  async (isBrief) => {
    handle.exec('create table orders (id text)');
    handle.exec("begin; insert into orders values ('first')");
    const writes = outcomes([{ ...writing('a'), isBrief }]);
    await setTimeout(50);
    const later = outcomes([{ ...writing('b'), isBrief }]);
    handle.exec("insert into orders values ('second'); commit");
    expect([await writes, await later]).toEqual([['fulfilled'], ['fulfilled']]);
    expect(handle.prepare('select id from orders').all()).toEqual([{ id: 'first' }, { id: 'second' }]);
    expect(await kept()).toEqual(['a', 'b']);
  },
);

test('a write gives up waiting for a transaction of the shop, says what to do, and does not end it', async () => {
  handle.exec('create table orders (id text)');
  handle.exec("begin; insert into orders values ('first')");
  await expect(database.step(writing('a'))).rejects.toThrow(/within a transaction: .*createSqliteStore/);
  handle.exec('commit');
  expect(handle.prepare('select id from orders').all()).toEqual([{ id: 'first' }]);
  expect(await outcomes([writing('b')])).toEqual(['fulfilled']);
  expect(await kept()).toEqual(['b']);
});
