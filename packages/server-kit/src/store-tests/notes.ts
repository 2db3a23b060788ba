// What a store promises about notes, claims and watchers, about accounts, and about itself.
import { deepEqual, equal, notEqual, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Use } from '../payments/ports/rate-limits.ts';
import { messageOf, newerOf, someAttempt } from './samples.ts';
import type { StoreTests } from './store-test.ts';

export const NOTES: StoreTests = {
  async 'no account sees, counts or blocks records of another'({ store, foreign }) {
    const attempt = someAttempt({ orderId: `OD${randomUUID()}`, askAtMs: 1 });
    await store.open(attempt);
    const message = messageOf({ createdAtMs: 1, dueAtMs: 1 });
    await store.post([message]);
    equal(await foreign.find(attempt.id), undefined);
    equal(await foreign.findByOrder(attempt.orderId ?? ''), undefined);
    deepEqual(await foreign.ofCheckout(attempt.checkout), []);
    deepEqual(await foreign.due('ask', Date.now(), 10), []);
    deepEqual(await foreign.waiting(message.queue), []);
    deepEqual(await foreign.dueQueues(Date.now(), 10), []);
    deepEqual(await foreign.backlog(Date.now()), { count: 0, oldestAtMs: null });
    deepEqual(await foreign.open(attempt), { kind: 'opened', others: [] });
    notEqual(await store.claim(attempt.id, 60_000), undefined);
    notEqual(await foreign.claim(attempt.id, 60_000), undefined);
    const use: Use = { name: 'one', limit: { points: 1, seconds: 60 }, key: attempt.id, counts: 'use' };
    for (const each of [store, foreign]) deepEqual(await each.count([use]), [{ used: 1, waitMs: 0 }]);
    const barred = randomUUID();
    await store.bar(barred, 'unknown', 60_000);
    deepEqual(await foreign.bar(barred, 'uncharged', 60_000), { kind: 'barred', before: undefined });
    await store.remove(message);
    for (const each of [store, foreign]) await each.replace(newerOf(attempt, { askAtMs: null }));
  },

  async 'watchers are notified of writes by any process, until they stop'({ store, again }) {
    const attempt = someAttempt();
    await store.open(attempt);
    let told = 0;
    const heard = new Promise<void>((resolve) => {
      void again
        .watch(attempt.id, () => {
          told += 1;
          resolve();
        })
        .then(async (stop) => {
          await store.replace(newerOf(attempt, { asks: 1 }));
          await heard;
          stop();
          await store.replace(newerOf(newerOf(attempt), { asks: 2 }));
        });
    });
    await heard;
    await new Promise((resolve) => setTimeout(resolve, 100));
    equal(told, 1);
  },

  async 'notes can be read until they expire'({ store, again }) {
    const key = randomUUID();
    await store.put(key, 'value', 60_000);
    equal(await again.get(key), 'value');
    await store.put(key, 'brief', 5);
    await new Promise((resolve) => setTimeout(resolve, 30));
    equal(await store.get(key), undefined);
  },

  async 'a claim has one holder, until it is released or expires'({ store, again }) {
    const key = randomUUID();
    const claims = await Promise.all([store.claim(key, 60_000), again.claim(key, 60_000), store.claim(key, 60_000)]);
    const [held = '', ...others] = claims.filter((claim) => claim !== undefined);
    deepEqual(others, []);
    await again.release(key, held);
    const short = await again.claim(key, 5);
    notEqual(short, undefined);
    await new Promise((resolve) => setTimeout(resolve, 30));
    notEqual(await store.claim(key, 60_000), undefined);
    // The earlier holder can't release it any more.
    await again.release(key, short ?? '');
    await store.release(key, held);
    equal(await again.claim(key, 60_000), undefined);
  },

  async 'a store says whether it can be reached, what time it has, and whether it can keep its promises'({ store }) {
    await store.ping();
    equal(typeof (await store.secure()), 'boolean');
    ok(Math.abs((await store.time()) - Date.now()) < 60_000);
    ok(!(await store.examine()).map(({ fault }) => fault).includes('too_old'));
  },
};
