import { afterEach, beforeEach, expect, test } from 'vitest';
import { anAttempt } from '../../../test/attempts.ts';
import type { WatchedKey } from '../revision-news.ts';
import { revisionsOf } from './sql-attempts.ts';
import type { SqlDatabase } from './sql-database.ts';
import { SqlStore } from './sql-store.ts';
import { createSqliteDatabase } from './sqlite-database.ts';
import { openSqlite } from './sqlite-driver.ts';

/** Statements that were prepared: each is kept. */
let prepared: string[] = [];
let database: SqlDatabase;

beforeEach(async () => {
  const handle = openSqlite(':memory:');
  database = createSqliteDatabase(
    {
      exec: (text) => handle.exec(text),
      prepare(text) {
        prepared.push(text);
        return handle.prepare(text);
      },
      close: () => handle.close(),
    },
    true,
  );
  const place = new SqlStore(database, {});
  await place.migrate();
  const store = place.ofAccount('one');
  for (const id of ['a', 'b']) await store.open(anAttempt({ id, checkout: id }));
  await store.replace({ ...anAttempt({ id: 'b', checkout: 'b' }), revision: 2 });
});
afterEach(() => database.close());

const unknown = (count: number): readonly WatchedKey[] =>
  Array.from({ length: count }, (_, at): WatchedKey => `one unknown-${at}`);

test('looks at any number of attempts share a few statements', async () => {
  prepared.length = 0;
  for (let count = 1; count <= 1_000; count += 1) await revisionsOf(database, unknown(count));
  expect(prepared.length).toBeLessThanOrEqual(5);
});

test.each([0, 1, 3, 255, 5_000, 20_000])('a look at two attempts and %i others finds the two', async (count) => {
  const found = await revisionsOf(database, ['one a', ...unknown(count), 'one b']);
  expect(Object.fromEntries(found)).toEqual({ 'one a': 1, 'one b': 2 });
});
