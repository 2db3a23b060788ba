// A cluster of three nodes: it refuses scripts and commands with keys in several slots, and no node has everything.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster, Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRedisStore, createSqliteStore, type Store } from '../src/index.ts';
import { contentsAt } from '../src/migrate/contents-at.ts';
import { copyContents } from '../src/migrate/copy-contents.ts';
import { someAttempt } from '../src/store-tests/samples.ts';
import { storeContract } from './store-contract.ts';
import { startRedisCluster, type RedisCluster } from './redis-server.ts';

let servers: RedisCluster;
let clients: [Cluster, Cluster];
let stores: [Store, Store];

beforeAll(async () => {
  servers = await startRedisCluster(3);
  // Each process knows a different node, and discovers the others.
  const clientOf = (node: number): Cluster => new Cluster([{ host: '127.0.0.1', port: servers.ports[node] ?? 0 }]);
  clients = [clientOf(0), clientOf(1)];
  stores = [createRedisStore(clients[0]), createRedisStore(clients[1])];
});
afterAll(async () => {
  for (const store of stores) await store.close();
  for (const client of clients) client.disconnect();
  await servers.stop();
});

storeContract(
  () => stores[0].ofAccount('one'),
  () => stores[0].ofAccount('other'),
  () => stores[1].ofAccount('one'),
);

/** Separately on each node. */
const onEach = <Value>(work: (node: Redis) => Promise<Value>): Promise<readonly Value[]> =>
  Promise.all(
    servers.ports.map(async (port) => {
      const node = new Redis(port);
      const value = await work(node);
      node.disconnect();
      return value;
    }),
  );

test('any node of the cluster that can’t keep records is named', async () => {
  const store = stores[0].ofAccount('one');
  const faults = async (): Promise<readonly string[]> => (await store.examine()).map(({ fault }) => fault).toSorted();
  expect(await faults()).toEqual(['forgets']);
  const last = new Redis(servers.ports.at(-1) ?? 0);
  await last.config('SET', 'maxmemory-policy', 'allkeys-lru');
  expect(await faults()).toEqual(['evicts', 'forgets']);
  await last.config('SET', 'maxmemory-policy', 'noeviction');
  last.disconnect();
});

/** A separate user on each node. */
const allow = (...rights: readonly string[]): Promise<unknown> =>
  onEach((node) => node.call('ACL', 'SETUSER', 'mover', 'on', '>word', '~*', ...rights));

test.each([
  ['a user with all rights', ['+@all']],
  ['a user without INFO', ['+@all', '-@dangerous']],
])('a shop moves completely from a cluster, whichever node it names: %s', async (_, rights) => {
  await allow(...rights);
  const store = stores[0].ofAccount('moving');
  const attempts = Array.from({ length: 30 }, () => someAttempt());
  for (const attempt of attempts) await store.open(attempt);
  const counts = await onEach(async (node) => (await node.keys('eximpe:moving:*:attempt:*')).length);
  expect(counts.filter((count) => count > 0).length).toBeGreaterThan(1);

  const folder = mkdtempSync(join(tmpdir(), 'eximpe-cluster-'));
  const to = createSqliteStore(join(folder, 'payments.sqlite'));
  const from = await contentsAt(`redis://mover:word@127.0.0.1:${servers.ports[1]}`, {});
  await copyContents(from, to);
  await from.close();
  for (const attempt of attempts) expect(await to.ofAccount('moving').find(attempt.id)).toEqual(attempt);
  await to.close();
  rmSync(folder, { recursive: true });
});
