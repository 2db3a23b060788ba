// The book of orders, in each database that it may be in.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startPostgres, type PostgresServer } from '../../server-kit/test/postgres-server.ts';
import { openDatabase } from './database.ts';

let postgres: PostgresServer;
beforeAll(async () => {
  postgres = await startPostgres();
}, 60_000);
afterAll(() => postgres?.stop());

test.each(['sqlite', 'postgres'])('%s keeps the newest orders, as they were written last', async (kind) => {
  const database = await openDatabase(kind === 'sqlite' ? ':memory:' : postgres.url);
  const { orders } = database;
  const write = (name: string): Promise<void> => orders.write(name, `{"name":"${name}"}`);
  for (const name of ['A', 'B']) await write(name);
  // Written again, an order stays as old as it is, and takes no other's place.
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
