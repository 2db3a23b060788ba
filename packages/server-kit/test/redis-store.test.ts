import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRedisStore, type Store } from '../src/index.ts';
import { storeLaw } from '../src/stores/store.law.ts';
import { startRedis, type RedisServer } from './redis-server.ts';

let server: RedisServer;
let clients: [Redis, Redis];
let stores: [Store, Store];

beforeAll(async () => {
  server = await startRedis();
  clients = [new Redis(server.port), new Redis(server.port)];
  const options = { prefix: 'law:' };
  stores = [createRedisStore(clients[0], options), createRedisStore(clients[1], options)];
});
afterAll(async () => {
  for (const store of stores) await store.close();
  for (const client of clients) client.disconnect();
  await server.stop();
});

storeLaw(
  () => stores[0],
  () => stores[1],
);

test('everything has the prefix and a time to live, but for the list of what is due', async () => {
  const [client] = clients;
  const keys = await client.keys('*');
  expect(keys.length).toBeGreaterThan(10);
  for (const key of keys) {
    expect(key.startsWith('law:')).toBe(true);
    if (key !== 'law:due') expect(await client.pttl(key), key).toBeGreaterThan(0);
  }
});
