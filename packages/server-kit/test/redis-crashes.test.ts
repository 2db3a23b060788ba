// A Redis, a network or a process that dies in the middle must not lose anything that the shop or a shopper would miss.
import { randomUUID } from 'node:crypto';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createRedisStore, type AccountStore, type Attempt, type Opening, type PaidPayment } from '../src/index.ts';
import { reconcile } from '../src/payments/chores.ts';
import { deliver } from '../src/payments/delivery/deliver.ts';
import { queueOf, type Message } from '../src/payments/outbox/message.ts';
import { messagesOf } from '../src/payments/outbox/outgoing.ts';
import { followPayment } from '../src/payments/outcome/follow-payment.ts';
import { recordReport } from '../src/payments/outcome/record-report.ts';
import type { Argument, RedisClient } from '../src/stores/redis/redis-commands.ts';
import type { RedisStoreOptions } from '../src/stores/redis/redis-store.ts';
import { withinDeadline } from '../src/stores/within-deadline.ts';
import { anAttempt } from './attempts.ts';
import { gatewayOf, somePorts } from './ports.ts';
import { startRedis, type RedisServer } from './redis-server.ts';

const NOW = 1_800_000_000_000;
const DAY = 24 * 3_600_000;
/** As in the kit, for every call to a store. */
const STORE_DEADLINE_MS = 2_500;

let server: RedisServer;
let client: Redis;
beforeAll(async () => {
  server = await startRedis();
  client = new Redis(server.port);
});
afterAll(async () => {
  client.disconnect();
  await server.stop();
});

interface Place {
  /** The prefix of every key of the account. */
  readonly keys: string;
  /** What a process sees of it, through its own client. */
  readonly as: (client: RedisClient) => AccountStore;
}

/** A part of the Redis that no other test sees. */
function aPlace(): Place {
  const prefix = `${randomUUID()}:`;
  return { keys: `${prefix}a:`, as: (other) => createRedisStore(other, { prefix }).ofAccount('a') };
}

type Call = (command: string, args: readonly Argument[], send: () => Promise<unknown>) => Promise<unknown>;

/** The client, with each command intercepted. */
const through = (call: Call): RedisClient => ({
  call: (command, ...args) => call(command, args, () => client.call(command, ...args)),
  duplicate: () => client.duplicate(),
});

const pause = (ms: number): Promise<void> => new Promise((resolve) => void setTimeout(resolve, ms));
/** The client of a process in a distant region. */
const farAway = (): RedisClient =>
  through(async (_command, _args, send) => {
    await pause(50);
    return send();
  });

const noticeOf = (id: string, queue: string, dueAtMs = 1): Message => ({
  topic: 'attention',
  id,
  queue,
  attempt: null,
  createdAtMs: 1,
  dueAtMs,
  tries: 0,
  notice: { type: 'webhook_unreadable', event: 'X' },
});

const anOrder = () => anAttempt({ charge: 'answered', orderId: 'OD1', askAtMs: NOW });

const times = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

test.each<[string, (near: AccountStore) => Promise<unknown>, (far: AccountStore) => Promise<readonly string[]>]>([
  [
    'payments to look up',
    (near) => Promise.all(times(200).map((index) => near.open(anAttempt({ checkout: `ORDER-${index}`, askAtMs: 1 })))),
    (far) => far.due('ask', 2, 200),
  ],
  [
    'checkouts to report',
    (near) => near.post(times(200).map((index) => noticeOf(`n${index}`, queueOf(`ORDER-${index}`)))),
    (far) => far.dueQueues(2, 200),
  ],
])('200 %s are listed in time, also by a Redis that is far away', async (_, fill, list) => {
  const place = aPlace();
  await fill(place.as(client));
  expect(await list(withinDeadline(place.as(farAway()), STORE_DEADLINE_MS))).toHaveLength(200);
});

test('a shop with two hundred notices waiting in one queue still hears of a paid order', async () => {
  const store = aPlace().as(client);
  const account = queueOf(null);
  await store.post([
    noticeOf('n0', account, NOW + DAY),
    ...times(200).map((index) => noticeOf(`n${index + 1}`, account)),
  ]);
  await store.post([noticeOf('urgent', queueOf('ORDER-1'), 5)]);
  expect(await store.dueQueues(NOW, 200)).toContain(queueOf('ORDER-1'));
});

test('a captured payment whose index entry Redis has lost is still delivered', async () => {
  const { keys, as } = aPlace();
  const store = as(client);
  const told: PaidPayment[] = [];
  const ports = somePorts({
    store,
    gateway: gatewayOf({ describe: async () => ({ kind: 'absent' }) }),
    hooks: { onPaid: (payment) => void told.push(payment), onFailed: undefined, onAttention: undefined },
  });
  const order = anOrder();
  await store.open(order);
  const job = { ...ports, hooks: { ...ports.hooks, onPaid: undefined } };
  await recordReport(job, order.id, { status: 'successful', amount: '1000.00' }, 'webhook');
  await client.del(`${keys}where:${order.id}`);
  expect(await deliver(ports, queueOf('ORDER-1'))).toBe(0);
  expect(told).toEqual([]);
  expect(await store.waiting(queueOf('ORDER-1'))).toMatchObject([{ topic: 'captured', attempt: order.id, tries: 1 }]);
});

test('a pending payment whose index entry Redis has lost does not block its checkout forever', async () => {
  const { keys, as } = aPlace();
  const store = as(client);
  let nowMs = NOW;
  const ports = somePorts({
    store,
    clock: { now: () => nowMs },
    gateway: gatewayOf({ ask: async () => ({ kind: 'known', report: { status: 'failed' } }) }),
  });
  const order = anOrder();
  await store.open(order);
  await client.del(`${keys}where:${order.id}`);
  for (let round = 0; round < 3; round += 1) {
    nowMs += DAY;
    await reconcile(ports);
  }
  // The next attempt to pay finds it blocking, and restores its index entry.
  expect(await store.open(anAttempt())).toMatchObject({ kind: 'held', attempt: { id: order.id } });
  await reconcile(ports);
  expect(await store.find(order.id)).toMatchObject({ status: 'failed' });
  expect(await store.open(anAttempt())).toMatchObject({ kind: 'opened' });
});

test('a capture is delivered even if its process dies right after the write, whatever others did meanwhile', async () => {
  const place = aPlace();
  const other = place.as(client);
  const order = anOrder();
  await other.open(order);
  let isDead = false;
  const dying = through(async (command, args, send) => {
    if (isDead) throw new Error('killed');
    const isWrite = command.startsWith('EVAL') && args[1] === 3;
    // Listed, but not written yet: to other processes it looks as if nothing were there.
    if (isWrite) await other.dueQueues(NOW, 200);
    const answer = await send();
    isDead = isWrite;
    return answer;
  });
  const paid = { ...order, status: 'successful', askAtMs: null, revision: 2 } as const;
  await expect(place.as(dying).replace(paid, messagesOf(order, paid, NOW - 10))).rejects.toThrow('killed');
  expect(await other.dueQueues(NOW + DAY, 200)).toEqual([queueOf('ORDER-1')]);
  expect(await other.waiting(queueOf('ORDER-1'))).toMatchObject([{ topic: 'captured', attempt: order.id }]);
});

test('a process killed while it removes a delivered message leaves no permanent backlog in health', async () => {
  const place = aPlace();
  const other = place.as(client);
  const told = noticeOf('told', queueOf('ORDER-1'));
  await other.post([told]);
  const dying = through((command, _args, send) => (command === 'ZREM' ? Promise.reject(new Error('killed')) : send()));
  await expect(place.as(dying).remove(told)).rejects.toThrow('killed');
  expect(await other.backlog(NOW)).toEqual({ count: 0, oldestAtMs: null });
});

test('a payment and a message of a newer kit do not keep others from being asked about and delivered', async () => {
  const { keys, as } = aPlace();
  const store = as(client);
  const [newer, known] = [
    anAttempt({ checkout: 'ORDER-1', askAtMs: 1 }),
    anAttempt({ checkout: 'ORDER-2', askAtMs: 1 }),
  ];
  for (const attempt of [newer, known]) {
    await store.open(attempt);
    await store.post([noticeOf(attempt.id, queueOf(attempt.checkout))]);
  }
  const [record = ''] = await client.keys(`${keys}*:attempt:${newer.id}`);
  await client.set(record, JSON.stringify({ ...newer, schema: 99 }));
  const outbox = record.replace(`attempt:${newer.id}`, 'outbox');
  await client.hset(outbox, newer.id, JSON.stringify({ ...noticeOf(newer.id, queueOf('ORDER-1')), schema: 99 }));
  expect(await store.due('ask', 10, 200)).toEqual([known.id]);
  expect(await store.dueQueues(10, 200)).toEqual([queueOf('ORDER-2')]);
});

test('charges that wait for an absent replica do not delay other requests', async () => {
  const options: RedisStoreOptions = { prefix: `${randomUUID()}:`, secureBy: { replicas: 1, timeoutMs: 30_000 } };
  const place = createRedisStore(client, options);
  const store = place.ofAccount('a');
  const charges = Promise.allSettled(times(4).map(() => store.secure()));
  await expect(withinDeadline(store, STORE_DEADLINE_MS).ping()).resolves.toBeUndefined();
  await place.close();
  expect((await charges).map(({ status }) => status)).toEqual(times(4).map(() => 'rejected'));
});

test('with a Redis user who may not subscribe, a waiting form still gets the outcome', async () => {
  const silent = {
    subscribe: () => Promise.reject(new Error('NOPERM this user has no permissions to access one of the channels')),
    on: () => undefined,
    disconnect: () => undefined,
  };
  const store = aPlace().as({ ...through((_command, _args, send) => send()), duplicate: () => silent });
  const ports = somePorts({ store, clock: { now: () => NOW } });
  const order = { ...anOrder(), askAtMs: NOW + 60_000 };
  await store.open(order);
  // It looks at the start and at the end: by then the outcome must be in Redis.
  const answer = followPayment(ports, order, 3_000);
  await recordReport(ports, order.id, { status: 'successful', amount: '1000.00' }, 'webhook');
  expect(await answer).toMatchObject({ id: order.id, status: 'successful' });
});

/** A process that is suspended right after it has bound an attempt to its slot, until it is told to go on. */
async function frozenOnceBound(place: Place, attempt: Attempt): Promise<{ goOn(): Promise<Opening> }> {
  let goOn: () => void = () => undefined;
  const thawed = new Promise<void>((resolve) => void (goOn = resolve));
  let opening: Promise<Opening> | undefined;
  await new Promise<void>((bound) => {
    const frozen = through(async (command, _args, send) => {
      const answer = await send();
      if (command === 'SET') {
        bound();
        await thawed;
      }
      return answer;
    });
    opening = place.as(frozen).open(attempt);
  });
  return {
    async goOn() {
      goOn();
      return opening as Promise<Opening>;
    },
  };
}

test('an attempt whose process is suspended before the write can be barred, and is not opened afterwards', async () => {
  const place = aPlace();
  const store = place.as(client);
  const attempt = anAttempt();
  const frozen = await frozenOnceBound(place, attempt);
  expect(await store.bar(attempt.id, 'unknown', DAY)).toEqual({ kind: 'barred', before: undefined });
  expect(await frozen.goOn()).toEqual({ kind: 'barred' });
  expect(await store.find(attempt.id)).toBeUndefined();
  expect(await store.open(anAttempt())).toEqual({ kind: 'opened', others: [] });
  expect(await store.open(attempt)).toEqual({ kind: 'barred' });
});

test('an attempt that is written during a bar is found', async () => {
  const place = aPlace();
  const store = place.as(client);
  const attempt = anAttempt();
  const frozen = await frozenOnceBound(place, attempt);
  const barring = store.bar(attempt.id, 'unknown', DAY);
  await pause(50);
  expect(await frozen.goOn()).toEqual({ kind: 'opened', others: [] });
  expect(await barring).toEqual({ kind: 'exists', attempt });
});
