import { createHash } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRedisStore, type RedisClient, type Store } from '../src/index.ts';
import { CORRECT_DUE } from '../src/stores/redis/redis-scripts.ts';
import { storeContract } from './store-contract.ts';
import { anAttempt } from './attempts.ts';
import { startRedis, type RedisServer } from './redis-server.ts';
import { eventually } from './shop.ts';

let server: RedisServer;
let clients: [Redis, Redis];
let stores: [Store, Store];

beforeAll(async () => {
  server = await startRedis();
  clients = [new Redis(server.port), new Redis(server.port)];
  const options = { prefix: 'contract:' };
  stores = [createRedisStore(clients[0], options), createRedisStore(clients[1], options)];
});
afterAll(async () => {
  for (const store of stores) await store.close();
  for (const client of clients) client.disconnect();
  await server.stop();
});

storeContract(
  () => stores[0].ofAccount('one'),
  () => stores[0].ofAccount('other'),
  () => stores[1].ofAccount('one'),
);

test('every key has the prefix; undecided attempts and undelivered messages do not expire, finished ones do', async () => {
  const store = stores[0].ofAccount('lives');
  const [client] = clients;
  const keysOf = (): Promise<string[]> => client.keys('contract:lives:*');
  const attempt = anAttempt({ orderId: 'OD1', askAtMs: 1 });
  await store.open(attempt);
  for (const key of await keysOf()) expect(await client.pttl(key), key).toBe(-1);
  const message = { topic: 'captured', id: 'm', queue: 'checkout:ORDER-1', attempt: attempt.id } as const;
  const paid = { ...attempt, status: 'successful', askAtMs: null, revision: 2 } as const;
  await store.replace(paid, [{ ...message, createdAtMs: 1, dueAtMs: 1, tries: 0 }]);
  const ttls = Object.fromEntries(
    await Promise.all((await keysOf()).map(async (key) => [key.split(':').at(-1), await client.pttl(key)] as const)),
  );
  expect(ttls).toMatchObject({ outbox: -1, due: -1, created: -1 });
  for (const name of [attempt.id, 'OD1', 'attempts']) expect(ttls[name], name).toBeGreaterThan(80 * 86_400_000);
  expect((await client.keys('*')).filter((key) => !key.startsWith('contract:'))).toEqual([]);
});

test('an index entry without a message is kept while the message may still arrive, and then neither counted nor listed', async () => {
  const store = stores[0].ofAccount('ghosts');
  const [client] = clients;
  const nowMs = Date.now();
  const ghost = JSON.stringify(['checkout:ORDER-1', 'captured:gone']);
  // The state left by a process that lists a message while another one removes it, or that dies between two steps.
  await client.zadd('contract:ghosts:outbox:created', nowMs, ghost);
  await client.zadd('contract:ghosts:outbox:due', nowMs, 'checkout:ORDER-1');
  expect(await store.dueQueues(nowMs, 10)).toEqual([]);
  expect(await client.zcard('contract:ghosts:outbox:due')).toBe(1);
  expect(await store.dueQueues(nowMs + 61_000, 10)).toEqual([]);
  expect(await client.zcard('contract:ghosts:outbox:due')).toBe(0);
  expect(await store.backlog(nowMs + 61_000)).toEqual({ count: 0, oldestAtMs: null });
});

/** A process that is delayed between reading due work and correcting its list: `meanwhile` happens in between, once. */
function heldUp(client: Redis, meanwhile: () => Promise<unknown>): RedisClient {
  const correction = createHash('sha1').update(CORRECT_DUE).digest('hex');
  let isOver = false;
  return {
    async call(command, ...args) {
      if (args[0] === correction && !isOver) {
        isOver = true;
        await meanwhile();
      }
      return client.call(command, ...args);
    },
    duplicate: () => client.duplicate(),
  };
}

test('the list of due work keeps a message that is written while the list is corrected', async () => {
  const [client] = clients;
  const store = stores[0].ofAccount('held');
  const nowMs = Date.now();
  const message = { topic: 'captured', queue: 'checkout:ORDER-1', attempt: anAttempt().id, tries: 0 } as const;
  await store.post([{ ...message, id: 'later', createdAtMs: nowMs + 9e6, dueAtMs: nowMs + 9e6 }]);
  await client.zadd('contract:held:outbox:due', 1, message.queue);
  const write = () => store.post([{ ...message, id: 'now', createdAtMs: nowMs, dueAtMs: nowMs }]);
  const slow = createRedisStore(heldUp(client, write), { prefix: 'contract:' }).ofAccount('held');
  expect(await slow.dueQueues(nowMs, 10)).toEqual([]);
  expect(await store.dueQueues(nowMs, 10)).toEqual([message.queue]);
});

test.each<[string, number | null]>([
  ['was due later', Date.now() + 9e6],
  ['was not due', null],
])(
  'the list of due work keeps an attempt that is written while the list is corrected and that %s',
  async (name, askAtMs) => {
    const [client] = clients;
    const store = stores[0].ofAccount(name);
    const nowMs = Date.now();
    const attempt = anAttempt({ askAtMs });
    await store.open(attempt);
    await client.zadd(`contract:${name}:due:ask`, 1, attempt.id);
    const write = () => store.replace({ ...attempt, askAtMs: nowMs, revision: 2 });
    const slow = createRedisStore(heldUp(client, write), { prefix: 'contract:' }).ofAccount(name);
    expect(await slow.due('ask', nowMs, 10)).toEqual([]);
    expect(await store.due('ask', nowMs, 10)).toEqual([attempt.id]);
  },
);

test('a client that returns numbers as text can change an attempt', async () => {
  const client = new Redis(server.port, { stringNumbers: true });
  const store = createRedisStore(client, { prefix: 'text:' }).ofAccount('one');
  const attempt = anAttempt();
  await store.open(attempt);
  expect(await store.replace({ ...attempt, asks: 1, revision: 2 })).toBe(true);
  expect(await store.replace({ ...attempt, asks: 1, revision: 2 })).toBe(false);
  client.disconnect();
});

test('a watcher that could not subscribe is forgotten', async () => {
  const [admin] = clients;
  await admin.call('ACL', 'SETUSER', 'deaf', 'on', 'nopass', 'allkeys', 'allchannels', '+@all', '-subscribe');
  const client = new Redis(server.port, { username: 'deaf', password: 'any' });
  const place = createRedisStore(client, { prefix: 'contract:' });
  const store = place.ofAccount('deaf');
  const [lost, found] = [anAttempt({ id: 'lost', checkout: 'a' }), anAttempt({ id: 'found', checkout: 'b' })];
  for (const attempt of [lost, found]) await store.open(attempt);
  const told: string[] = [];
  await expect(store.watch(lost.id, () => told.push('lost'))).rejects.toThrow('NOPERM');
  await admin.call('ACL', 'SETUSER', 'deaf', '+subscribe');
  await store.watch(found.id, () => told.push('found'));
  for (const attempt of [lost, found]) await store.replace({ ...attempt, asks: 1, revision: 2 });
  await eventually(() => told.includes('found'));
  expect(told).toEqual(['found']);
  await place.close();
  client.disconnect();
});

test.each<[string, unknown, object, RegExp]>([
  ['no client', undefined, {}, /needs an ioredis client/],
  [
    'another client',
    { sendCommand: () => undefined, duplicate: () => undefined },
    {},
    /package "redis" has a different API/,
  ],
  ['no days', new Redis({ lazyConnect: true }), { keepDays: 0 }, /keepDays must be 14 or more/],
  ['too few days', new Redis({ lazyConnect: true }), { keepDays: 7 }, /keepDays must be 14 or more/],
  [
    'days that are not a number',
    new Redis({ lazyConnect: true }),
    { keepDays: Number.NaN },
    /keepDays must be 14 or more/,
  ],
])('%s is refused at the start', (_, client, options, words) => {
  expect(() => createRedisStore(client as Redis, options)).toThrow(words);
});

test('the INFO of a Redis shows whether it keeps payments', async () => {
  const [client] = clients;
  const store = stores[0].ofAccount('one');
  const names = async (): Promise<string[]> => (await store.examine()).map(({ fault }) => fault);
  await client.config('SET', 'maxmemory-policy', 'allkeys-lru');
  expect(await names()).toEqual(['evicts', 'forgets']);
  await client.config('SET', 'maxmemory-policy', 'noeviction');
  await client.config('SET', 'appendonly', 'yes');
  expect(await names()).toEqual([]);
  await client.config('SET', 'appendonly', 'no');
});

test('a charge that must be on a replica is not sent if there is none', async () => {
  const [client] = clients;
  const store = createRedisStore(client, { secureBy: { replicas: 1, timeoutMs: 50 } }).ofAccount('one');
  await expect(store.secure()).rejects.toThrow('did not confirm');
});

test('records with a newer version are refused', async () => {
  const store = stores[0].ofAccount('newer');
  const attempt = anAttempt();
  await store.open(attempt);
  const [key = ''] = await clients[0].keys('contract:newer:*:attempt:*');
  await clients[0].set(key, JSON.stringify({ ...attempt, schema: 99 }));
  await expect(store.find(attempt.id)).rejects.toThrow('newer version of the kit');
});
