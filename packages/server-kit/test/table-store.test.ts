// The store in docs/writing-a-store.md: identical, short, and keeping every promise, for two processes on one file.
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { SqliteHandle, Store } from '../src/index.ts';
import { openSqlite } from '../src/stores/sql/sqlite-driver.ts';
import { storeContract } from './store-contract.ts';

const program = new URL('table-store.mjs', import.meta.url);
const { createTableStore } = (await import(program.href)) as { createTableStore: (database: SqliteHandle) => Store };

const folder = mkdtempSync(join(tmpdir(), 'eximpe-table-'));
const open = (): Store => {
  const database = openSqlite(join(folder, 'payments.sqlite'));
  database.exec('pragma busy_timeout = 2000; pragma journal_mode = wal; pragma synchronous = full');
  return createTableStore(database);
};
const stores = [open(), open()] as const;
afterAll(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

storeContract(
  () => stores[0].ofAccount('one'),
  () => stores[0].ofAccount('other'),
  () => stores[1].ofAccount('one'),
);

test('the page has exactly this code, and it has at most 60 lines', async () => {
  const text = await readFile(program, 'utf8');
  expect(await readFile(new URL('../../../docs/writing-a-store.md', import.meta.url), 'utf8')).toContain(text);
  expect(text.trimEnd().split('\n').length).toBeLessThanOrEqual(60);
});
