// What a store promises about attempts.
import { deepEqual, equal } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { newerOf, someAttempt } from './samples.ts';
import type { StoreTests } from './store-test.ts';

export const ATTEMPTS: StoreTests = {
  async 'attempts are found as written, by every process, until replaced'({ store, again }) {
    const attempt = someAttempt();
    deepEqual(await store.open(attempt), { kind: 'opened', others: [] });
    deepEqual(await again.find(attempt.id), attempt);
    const paid = newerOf(attempt, { status: 'successful', orderId: `OD${attempt.id}` });
    equal(await store.replace(paid), true);
    deepEqual(await again.find(attempt.id), paid);
    deepEqual(await again.findByOrder(`OD${attempt.id}`), paid);
    deepEqual(await again.ofCheckout(attempt.checkout), [paid]);
  },

  async 'attempts that were never opened are not found, and are not written'({ store }) {
    equal(await store.find(randomUUID()), undefined);
    equal(await store.findByOrder('OD0'), undefined);
    deepEqual(await store.ofCheckout('ORDER none'), []);
    equal(await store.replace(newerOf(someAttempt())), false);
  },

  async 'attempts are opened once, however many try at once'({ store, again }) {
    const attempt = someAttempt();
    const openings = await Promise.all(
      Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? store : again).open(attempt)),
    );
    equal(openings.filter(({ kind }) => kind === 'opened').length, 1);
    equal(openings.filter(({ kind }) => kind === 'exists').length, 7);
  },

  async 'attempts are opened once, even when the same id is tried for two checkouts'({ store, again }) {
    const attempt = someAttempt();
    const openings = await Promise.all([
      store.open(attempt),
      again.open({ ...attempt, checkout: `${attempt.checkout} other` }),
    ]);
    deepEqual(new Set(openings.map(({ kind }) => kind)), new Set(['exists', 'opened']));
  },

  async 'attempts of one checkout wait for each other: only one is pending at a time'({ store, again }) {
    const attempt = someAttempt();
    const others = Array.from({ length: 6 }, () => someAttempt({ checkout: attempt.checkout }));
    const openings = await Promise.all(others.map((other, index) => (index % 2 ? store : again).open(other)));
    equal(openings.filter(({ kind }) => kind === 'opened').length, 1);
    const held = openings.find((opening) => opening.kind === 'held');
    equal(held?.attempt.checkout, attempt.checkout);
  },

  async 'attempts that failed or were cancelled free their checkout; a captured one holds it'({ store, again }) {
    const first = someAttempt();
    await store.open(first);
    await store.replace(newerOf(first, { problem: 'challenge_cancelled' }));
    const second = someAttempt({ checkout: first.checkout, createdAtMs: first.createdAtMs + 1 });
    const failed = newerOf(first, { problem: 'challenge_cancelled' });
    deepEqual(await again.open(second), { kind: 'opened', others: [failed] });
    const captured = newerOf(failed, { status: 'successful', problem: null });
    equal(await store.replace(captured), true);
    const third = await again.open(someAttempt({ checkout: first.checkout }));
    deepEqual(third, { kind: 'held', attempt: captured });
    deepEqual(
      (await store.ofCheckout(first.checkout)).map(({ id }) => id),
      [first.id, second.id],
    );
  },

  async 'attempts that are barred are not opened, and attempts that are opened are not barred'({ store, again }) {
    const attempt = someAttempt();
    deepEqual(await store.bar(attempt.id, 'unknown', 60_000), { kind: 'barred', before: undefined });
    deepEqual(await again.open(attempt), { kind: 'barred' });
    equal(await again.find(attempt.id), undefined);
    deepEqual(await store.ofCheckout(attempt.checkout), []);
    const opened = someAttempt();
    await store.open(opened);
    deepEqual(await again.bar(opened.id, 'unknown', 60_000), { kind: 'exists', attempt: opened });
    deepEqual(await store.find(opened.id), opened);
  },

  async 'attempts that are barred as uncharged stay so, and may be opened when a bar has expired'({ store, again }) {
    const { id } = someAttempt();
    deepEqual(await store.bar(id, 'unknown', 60_000), { kind: 'barred', before: undefined });
    deepEqual(await again.bar(id, 'uncharged', 60_000), { kind: 'barred', before: 'unknown' });
    deepEqual(await store.bar(id, 'unknown', 60_000), { kind: 'barred', before: 'uncharged' });
    deepEqual(await again.bar(id, 'unknown', 60_000), { kind: 'barred', before: 'uncharged' });
    const brief = someAttempt();
    await store.bar(brief.id, 'unknown', 5);
    await new Promise((resolve) => setTimeout(resolve, 30));
    equal((await again.open(brief)).kind, 'opened');
  },

  async 'attempts are either opened or barred, however many try both at once'({ store, again }) {
    for (let round = 0; round < 10; round += 1) {
      const attempt = someAttempt();
      const [opening, ...barrings] = await Promise.all([
        again.open(attempt),
        ...Array.from({ length: 3 }, (_, at) => (at % 2 ? store : again).bar(attempt.id, 'unknown', 60_000)),
      ]);
      const isOpened = opening?.kind === 'opened';
      deepEqual(new Set(barrings.map(({ kind }) => kind)), new Set([isOpened ? 'exists' : 'barred']));
      deepEqual(await store.find(attempt.id), isOpened ? attempt : undefined);
    }
  },

  async 'attempts are replaced by one of two concurrent writers'({ store, again }) {
    const attempt = someAttempt();
    await store.open(attempt);
    const wrote = await Promise.all([
      store.replace(newerOf(attempt, { asks: 1 })),
      again.replace(newerOf(attempt, { asks: 2 })),
    ]);
    equal(wrote.filter(Boolean).length, 1);
  },

  async 'attempts are replaced together with notes'({ store, again }) {
    const attempt = someAttempt();
    await store.open(attempt);
    const notes = [1, 2].map((value) => ({ key: randomUUID(), value: `${value}`, ttlMs: 60_000 }));
    equal(await store.replace(newerOf(attempt), [], notes), true);
    for (const { key, value } of notes) equal(await again.get(key), value);
  },
};
