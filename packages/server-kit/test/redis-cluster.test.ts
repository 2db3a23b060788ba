import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { afterAll, beforeAll } from 'vitest';
import { createRedisStore, type Store } from '../src/index.ts';
import { storeLaw } from './store-law.ts';
import { startRedis, type RedisServer } from './redis-server.ts';
import { eventually } from './shop.ts';

// A cluster of one node refuses, as any cluster does, scripts and commands whose keys lie in several slots.
let folder: string;
let server: RedisServer;
let client: Redis;
let store: Store;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'eximpe-cluster-'));
  server = await startRedis('--cluster-enabled', 'yes', '--dir', folder);
  client = new Redis(server.port);
  await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
  await eventually(async () => String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok'));
  store = createRedisStore(client);
});
afterAll(async () => {
  await store.close();
  client.disconnect();
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

storeLaw(
  () => store.ofAccount('one'),
  () => store.ofAccount('other'),
);
