// During a rolling deploy two versions of the kit handle the same payments: the next minor version is this one with an extended record.
import { randomUUID } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { startSimulator, type Simulator } from '@eximpe/simulator';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { openSqlite } from '../src/stores/sql/sqlite-driver.ts';
import { askAt, payAt, startShop, type ShopProcess } from './shop-process.ts';
import { eventually } from './shop.ts';

const DIST = fileURLToPath(new URL('../dist', import.meta.url));
/** The packages that the kit imports. */
const MODULES = fileURLToPath(new URL('../node_modules', import.meta.url));

/** The next version's changes in the built file. */
const NEXT = [
  ['export const SCHEMA = 1;', 'export const SCHEMA = 2;'],
  ['const UPGRADES = {};', 'const UPGRADES = { 1: (record) => ({ grown: "upgraded", ...record }) };'],
] as const;

let folder: string;
let next: string;
let simulator: Simulator;
let older: ShopProcess;
let newer: ShopProcess;
let file: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'eximpe-rolling-'));
  next = mkdtempSync(join(MODULES, '.next-version-'));
  cpSync(DIST, next, { recursive: true });
  const record = join(next, 'stores/record.js');
  let text = readFileSync(record, 'utf8');
  for (const [is, becomes] of NEXT) {
    if (!text.includes(is)) throw new Error(`${record} has no ${is}`);
    text = text.replace(is, becomes);
  }
  writeFileSync(record, text);
});
afterAll(() => {
  for (const each of [folder, next]) rmSync(each, { recursive: true });
});

beforeEach(async () => {
  simulator = await startSimulator();
  file = join(folder, `${randomUUID()}.sqlite`);
  const place = { store: { sqlite: file }, simulator };
  older = await startShop(place);
  newer = await startShop({ ...place, kit: pathToFileURL(join(next, 'index.js')).href });
});
afterEach(async () => {
  await Promise.all([older.kill(), newer.kill()]);
  await simulator.close();
});

const recordOf = (attempt: string): Readonly<Record<string, unknown>> => {
  const database = openSqlite(file);
  const [row] = database.prepare('select record from eximpe_attempts where id = ?').all(attempt) as {
    record: string;
  }[];
  database.close();
  return JSON.parse(row?.record ?? '{}') as Record<string, unknown>;
};

test.each(['older', 'newer'] as const)(
  'a payment that the %s version began is finished and reported by the other',
  async (first) => {
    const [begins, ends] = first === 'older' ? [older, newer] : [newer, older];
    simulator.webhookUrl = `${ends.url}/webhook`;
    const body = (await (await payAt(begins, `ORDER-${randomUUID()}`)).json()) as {
      attempt: string;
      handle: string;
      orderId: string;
    };
    await simulator.control.force(body.orderId, 'paid');
    await eventually(async () => (await askAt(ends, `/payments/${body.handle}`)).status === 'successful');
    await eventually(async () => (await askAt(begins, `/payments/${body.handle}`)).status === 'successful');
    await eventually(() => [...older.told, ...newer.told].length > 0);
    expect([...older.told, ...newer.told]).toEqual([`${body.attempt} paid`]);
  },
);

test('fields that the newer version added to a record survive the older one’s writes', async () => {
  simulator.webhookUrl = `${older.url}/webhook`;
  const body = (await (await payAt(older, `ORDER-${randomUUID()}`)).json()) as {
    attempt: string;
    handle: string;
    orderId: string;
  };
  expect((await fetch(`${newer.url}/payments/${body.handle}/cancel`, { method: 'POST' })).ok).toBe(true);
  expect(recordOf(body.attempt)).toMatchObject({ grown: 'upgraded', status: 'pending' });
  // A capture after all, learned by the older version.
  await newer.kill();
  await simulator.control.force(body.orderId, 'paid');
  await eventually(() => older.told.includes(`${body.attempt} paid`));
  expect(recordOf(body.attempt)).toMatchObject({ grown: 'upgraded', status: 'successful' });
});
