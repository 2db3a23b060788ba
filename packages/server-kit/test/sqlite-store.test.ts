import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createSqliteStore, type Health, type Store } from '../src/index.ts';
import { openSqlite } from '../src/stores/sql/sqlite-driver.ts';
import { openShop } from './shop.ts';
import { storeContract } from './store-contract.ts';
import { retentionLaw } from './store-retention.ts';

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

storeContract(
  () => stores[0].ofAccount('one'),
  () => stores[0].ofAccount('other'),
  () => stores[1].ofAccount('one'),
);

retentionLaw(() => {
  const file = join(folder, 'old.sqlite');
  return {
    open: () => createSqliteStore(file).ofAccount('one'),
    ask: async (text) =>
      openSqlite(file)
        .prepare(text.replaceAll(/\{(\w+)\}/g, 'eximpe_$1'))
        .all(),
  };
});

test('a file that can’t be opened is named, as is an option that is neither a file nor a database', () => {
  const nowhere = join(folder, 'nowhere', 'payments.sqlite');
  expect(() => createSqliteStore(nowhere)).toThrow(nowhere);
  expect(() => createSqliteStore({} as never)).toThrow('EXIMPE_STORE_UNUSABLE');
  expect(() => createSqliteStore(join(folder, 'short.sqlite'), { keepDays: 3 })).toThrow('keepDays');
});

test('opening waits for another process that writes into a new file', async () => {
  const file = join(folder, 'shared.sqlite');
  const writer = new Worker(new URL('./sqlite-writer.mjs', import.meta.url), { workerData: { file, forMs: 300 } });
  const ended = once(writer, 'exit');
  await once(writer, 'message');
  const store = createSqliteStore(file);
  expect(await store.ofAccount('one').examine()).toEqual([]);
  await store.close();
  await ended;
});

test('a database that may lose data or block others says so', async () => {
  const faultsOf = async (settings: string): Promise<readonly string[]> => {
    const database = openSqlite(join(folder, `${settings.replaceAll(/\W/g, '')}.sqlite`));
    database.exec(settings);
    const faults = await createSqliteStore(database).ofAccount('one').examine();
    database.close();
    return faults.map(({ fault }) => fault);
  };
  expect(await faultsOf('pragma journal_mode = wal; pragma synchronous = full')).toEqual([]);
  expect(await faultsOf('pragma journal_mode = wal; pragma synchronous = normal')).toEqual(['forgets']);
  expect(await faultsOf('pragma journal_mode = delete; pragma synchronous = full')).toEqual(['waits']);
  expect((await createSqliteStore(':memory:').ofAccount('one').examine()).map(({ fault }) => fault)).toEqual([
    'forgets',
  ]);
});

test('health and the doctor report the store’s latency and the undelivered messages', async () => {
  const shop = await openShop({ kit: { store: createSqliteStore(join(folder, 'seen.sqlite')) } });
  const { store } = (await (await fetch(`${shop.url}/eximpe/health`)).json()) as Health;
  expect(store).toEqual({ durable: true, reachable: true, faults: [], latencyMs: expect.any(Number) as number });
  const findings = await shop.kit.doctor();
  const health = findings.find(({ check }) => check === 'health');
  expect(health).toMatchObject({
    ok: true,
    says: expect.stringMatching(/answers in [\d.]+ ms, and no messages are waiting/) as string,
  });
  await shop.close();
});
