import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { createSqliteStore, type Store } from '../src/index.ts';
import { storeLaw } from '../src/stores/store.law.ts';

let folder: string;
let stores: [Store, Store];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'eximpe-sqlite-'));
  const file = join(folder, 'payments.sqlite');
  stores = [createSqliteStore(file), createSqliteStore(file)];
});
afterAll(async () => {
  for (const store of stores) await store.close();
  rmSync(folder, { recursive: true });
});

storeLaw(
  () => stores[0].ofAccount('one'),
  () => stores[0].ofAccount('other'),
  () => stores[1].ofAccount('one'),
);
