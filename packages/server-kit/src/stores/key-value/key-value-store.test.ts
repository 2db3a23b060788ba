import { randomUUID } from 'node:crypto';
import { beforeEach, expect, test } from 'vitest';
import { anAttempt } from '../../../test/attempts.ts';
import { storeContract } from '../../../test/store-contract.ts';
import type { AccountStore } from '../../index.ts';
import { createKeyValueStore } from './key-value-store.ts';
import type { KeyValues } from './key-values.ts';

/** A place in this process, without an await between read and write. */
function placeIn(values: Map<string, string>): KeyValues {
  return {
    get: async (keys) => keys.map((key) => values.get(key) ?? null),
    list: async (from, to, limit) =>
      [...values]
        .filter(([key]) => key >= from && key < to)
        .toSorted(([a], [b]) => (a < b ? -1 : 1))
        .slice(0, limit),
    async write(expected, changes) {
      if (expected.some(([key, value]) => (values.get(key) ?? null) !== value)) return false;
      for (const [key, value] of changes) {
        if (value === null) values.delete(key);
        else values.set(key, value);
      }
      return true;
    },
  };
}

/** A clock of its own, as a database has: what a test does to `Date` does not move it. */
const ownClock = (): number => performance.timeOrigin + performance.now();
const shared = createKeyValueStore(placeIn(new Map()), { durable: false, now: ownClock });
storeContract(
  () => shared.ofAccount('one'),
  () => shared.ofAccount('other'),
);

const DAY_MS = 86_400_000;
const START_MS = Date.UTC(2026, 10, 28);
let nowMs: number;
let values: Map<string, string>;
let store: AccountStore;

beforeEach(() => {
  nowMs = START_MS;
  values = new Map();
  store = createKeyValueStore(placeIn(values), { durable: true, now: () => nowMs }).ofAccount('one');
});

/** Lets time pass until the store removes old records. */
async function later(days: number): Promise<void> {
  nowMs += days * DAY_MS;
  await store.due('ask', 0, 1);
  await new Promise((resolve) => setTimeout(resolve, 20));
}

const atRest = () => ({ ...anAttempt({ id: randomUUID() }), askAtMs: null, refundAtMs: null });

async function paid(): Promise<ReturnType<typeof atRest>> {
  const opened = atRest();
  await store.open(opened);
  const after = { ...opened, status: 'successful' as const, orderId: 'OD1', revision: opened.revision + 1 };
  await store.replace(after, [
    {
      topic: 'captured',
      id: 'm',
      queue: `checkout:${opened.checkout}`,
      attempt: opened.id,
      createdAtMs: 1,
      dueAtMs: 1,
      tries: 0,
    },
  ]);
  return after;
}

test('when everything is finished, delivered and past its time, nothing is left', async () => {
  const attempt = await paid();
  await store.put('note', 'value', 1_000);
  await store.claim('work', 1_000);
  await store.bar(randomUUID(), 'unknown', 1_000);
  await store.count([{ name: 'a', key: 'k', limit: { points: 1, seconds: 1 }, counts: 'use' }]);
  const card = { customer: 'c', merchantId: null, network: 'visa', last4: '0003' } as const;
  await store.keepConsent({
    ...card,
    id: 'consent',
    attempt: null,
    textVersion: '1',
    textHash: 'ab',
    locale: 'en',
    ipAddress: '::1',
    givenAtMs: nowMs,
    withdrawnAtMs: null,
  });
  await store.withdrawConsents(card, nowMs + 10);
  for (const message of await store.waiting(`checkout:${attempt.checkout}`)) await store.remove(message);
  await later(399);
  expect(await store.find(attempt.id)).toEqual(attempt);
  await later(2);
  expect(await store.find(attempt.id)).toBeUndefined();
  expect(await store.consentsOf('c')).toHaveLength(1);
  await later(2_922);
  expect([...values]).toEqual([]);
});

test('undelivered messages and their attempts are kept, however old they are', async () => {
  const attempt = await paid();
  await later(800);
  expect(await store.find(attempt.id)).toEqual(attempt);
  expect(await store.ofCheckout(attempt.checkout)).toEqual([attempt]);
});

test('an attempt that changes after it had ended is kept for the full time again', async () => {
  const opened = atRest();
  await store.open(opened);
  const failed = { ...opened, status: 'failed' as const, revision: opened.revision + 1 };
  await store.replace(failed);
  await later(300);
  const captured = { ...failed, status: 'successful' as const, revision: failed.revision + 1 };
  await store.replace(captured);
  await later(200);
  expect(await store.find(opened.id)).toEqual(captured);
});

test('a payment is found by a reference of any length and in any script', async () => {
  const checkout = 'ऑर्डर '.repeat(60);
  const attempt = anAttempt({ id: randomUUID(), checkout });
  await store.open(attempt);
  expect(await store.ofCheckout(checkout)).toEqual([attempt]);
  for (const key of values.keys()) {
    expect(key).toMatch(/^[!-~]*$/);
    expect(key.length).toBeLessThanOrEqual(400);
  }
});

test('if other writers always win, it throws an error and writes nothing', async () => {
  const busy = createKeyValueStore({ ...placeIn(values), write: async () => false }, { durable: true });
  await expect(busy.ofAccount('one').open(atRest())).rejects.toThrow('kept writing');
  expect([...values]).toEqual([]);
});

test('a retention time that is too short is refused', () => {
  expect(() => createKeyValueStore(placeIn(values), { durable: true, keepDays: 3 })).toThrow('keepDays');
});
