// The order book, in each supported database.
import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { startPostgres, type PostgresServer } from '../../server-kit/test/postgres-server.ts';
import { openDatabase } from './database.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

test.each(['sqlite', 'postgres'])('%s keeps the newest orders as last written', async (kind) => {
  const database = await openDatabase(kind === 'sqlite' ? ':memory:' : postgres.url);
  const { orders } = database;
  const write = (name: string): Promise<void> => orders.write(name, `{"name":"${name}"}`);
  for (const name of ['A', 'B']) await write(name);
  // An order that is written again keeps its age and replaces no other.
  await orders.write('A', '{"name":"A","paid":true}');
  await write('C');
  expect(await orders.read('A')).toBe('{"name":"A","paid":true}');
  expect(await orders.read('D')).toBeUndefined();
  await orders.trim(2);
  expect([await orders.read('A'), await orders.read('B'), await orders.read('C')]).toEqual([
    undefined,
    '{"name":"B"}',
    '{"name":"C"}',
  ]);
  await database.store.close?.();
  await database.close();
});

test.each(['sqlite', 'postgres'])('%s accepts a request once, even after reopening', async (kind) => {
  const folder = await mkdtemp(join(tmpdir(), 'eximpe-demo-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const place = kind === 'sqlite' ? join(folder, 'demo.sqlite') : postgres.url;
  const request = randomUUID();
  for (const expected of [true, false, false]) {
    const database = await openDatabase(place);
    expect(await database.requests.isNew(request)).toBe(expected);
    await database.store.close?.();
    await database.close();
  }
});
