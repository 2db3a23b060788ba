// What every store promises, as tests. Each adapter's own test calls this.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import type { Attempt } from '../payments/attempt.ts';
import type { Store } from '../payments/ports/store.ts';

const attemptOf = (more: Partial<Attempt> = {}): Attempt =>
  anAttempt({ checkout: `ORDER ${randomUUID()}`, createdAtMs: Date.now(), dueAtMs: Date.now() + 60_000, ...more });

const next = (attempt: Attempt, more: Partial<Attempt> = {}): Attempt => ({
  ...attempt,
  ...more,
  revision: attempt.revision + 1,
});

/** @param store gives the store under test; `again` another process's view of the same, where there is such a thing */
export function storeLaw(store: () => Store, again: () => Store = store): void {
  describe('attempts', () => {
    test('are found as they were written, from everywhere, until replaced', async () => {
      const attempt = attemptOf();
      expect(await store().open(attempt)).toEqual({ kind: 'opened' });
      expect(await again().find(attempt.id)).toEqual(attempt);
      const paid = next(attempt, { status: 'successful', orderId: `OD${attempt.id}` });
      expect(await store().replace(paid)).toBe(true);
      expect(await again().find(attempt.id)).toEqual(paid);
      expect(await again().findByOrder(`OD${attempt.id}`)).toEqual(paid);
      expect(await again().ofCheckout(attempt.checkout)).toEqual([paid]);
    });

    test('that nobody opened are not there, and are not written', async () => {
      expect(await store().find(randomUUID())).toBeUndefined();
      expect(await store().findByOrder('OD0')).toBeUndefined();
      expect(await store().ofCheckout('ORDER none')).toEqual([]);
      expect(await store().replace(next(attemptOf()))).toBe(false);
    });

    test('are opened once, however many try at once', async () => {
      const attempt = attemptOf();
      const openings = await Promise.all(
        Array.from({ length: 8 }, (_, index) => (index % 2 === 0 ? store() : again()).open(attempt)),
      );
      expect(openings.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
      expect(openings.filter(({ kind }) => kind === 'exists')).toHaveLength(7);
    });

    test('are opened once also when the same id is tried for two checkouts', async () => {
      const attempt = attemptOf();
      const openings = await Promise.all([
        store().open(attempt),
        again().open({ ...attempt, checkout: `${attempt.checkout} other` }),
      ]);
      expect(new Set(openings.map(({ kind }) => kind))).toEqual(new Set(['exists', 'opened']));
    });

    test('of one checkout wait for each other: one is undecided at a time', async () => {
      const attempt = attemptOf();
      const others = Array.from({ length: 6 }, () => attemptOf({ checkout: attempt.checkout }));
      const openings = await Promise.all(others.map((other, index) => (index % 2 ? store() : again()).open(other)));
      expect(openings.filter(({ kind }) => kind === 'opened')).toHaveLength(1);
      const held = openings.find((opening) => opening.kind === 'held');
      expect(held?.attempt.checkout).toBe(attempt.checkout);
    });

    test('that failed or were cancelled make room; a captured one is in the way before any other', async () => {
      const first = attemptOf();
      await store().open(first);
      await store().replace(next(first, { problem: 'challenge_cancelled' }));
      const second = attemptOf({ checkout: first.checkout, createdAtMs: first.createdAtMs + 1 });
      expect(await again().open(second)).toEqual({ kind: 'opened' });
      const captured = next(next(first, { problem: 'challenge_cancelled' }), { status: 'successful', problem: null });
      expect(await store().replace(captured)).toBe(true);
      const third = await again().open(attemptOf({ checkout: first.checkout }));
      expect(third).toEqual({ kind: 'held', attempt: captured });
      expect((await store().ofCheckout(first.checkout)).map(({ id }) => id)).toEqual([first.id, second.id]);
    });

    test('are replaced by one of two concurrent writers', async () => {
      const attempt = attemptOf();
      await store().open(attempt);
      const wrote = await Promise.all([
        store().replace(next(attempt, { asks: 1 })),
        again().replace(next(attempt, { asks: 2 })),
      ]);
      expect(wrote.filter(Boolean)).toHaveLength(1);
    });
  });

  describe('what is due', () => {
    test('is listed from its time on, most overdue first, and no longer when it is done', async () => {
      const early = Date.now() - 1e9;
      const [a, b, later] = [
        attemptOf({ dueAtMs: early + 5 }),
        attemptOf({ dueAtMs: early }),
        attemptOf({ dueAtMs: early + 50 }),
      ];
      for (const attempt of [a, b, later]) await store().open(attempt);
      expect(await again().due(early + 10, 10)).toEqual([b.id, a.id]);
      expect(await again().countDue(early + 10)).toBe(2);
      expect(await again().due(early + 10, 1)).toEqual([b.id]);
      await store().replace(next(a, { dueAtMs: null }));
      await store().replace(next(b, { dueAtMs: early + 20 }));
      expect(await again().due(early + 10, 10)).toEqual([]);
      expect(await again().due(early + 60, 10)).toEqual([b.id, later.id]);
      for (const attempt of [next(b), later]) await store().replace(next(attempt, { dueAtMs: null }));
      expect(await again().due(early + 100, 10)).toEqual([]);
    });
  });

  test('what the merchant’s hook did not take is counted, from everywhere, until it did', async () => {
    const before = await again().countUndelivered();
    const told = attemptOf({ status: 'successful', delivery: 'due', deliveryTries: 0 });
    await store().open(told);
    expect(await again().countUndelivered()).toBe(before);
    const threw = next(told, { deliveryTries: 1 });
    await store().replace(threw);
    await store().replace(next(threw, { deliveryTries: 2 }));
    expect(await again().countUndelivered()).toBe(before + 1);
    await again().replace(next(next(threw), { delivery: 'done', dueAtMs: null }));
    expect(await store().countUndelivered()).toBe(before);
  });

  describe('watchers', () => {
    test('are told of writes by anyone, until they stop', async () => {
      const attempt = attemptOf();
      await store().open(attempt);
      let told = 0;
      const heard = new Promise<void>((resolve) => {
        void again()
          .watch(attempt.id, () => {
            told += 1;
            resolve();
          })
          .then(async (stop) => {
            await store().replace(next(attempt, { asks: 1 }));
            await heard;
            stop();
            await store().replace(next(next(attempt), { asks: 2 }));
          });
      });
      await heard;
      await new Promise((resolve) => setTimeout(resolve, 100));
      expect(told).toBe(1);
    });
  });

  describe('notes and locks', () => {
    test('notes are read until they run out', async () => {
      const key = randomUUID();
      await store().put(key, 'value', 60_000);
      expect(await again().get(key)).toBe('value');
      await store().put(key, 'brief', 5);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(await store().get(key)).toBeUndefined();
    });

    test('a lock has one holder, until it is released or runs out', async () => {
      const key = randomUUID();
      const claims = await Promise.all([
        store().claim(key, 60_000),
        again().claim(key, 60_000),
        store().claim(key, 60_000),
      ]);
      const [held = '', ...others] = claims.filter((claim) => claim !== undefined);
      expect(others).toEqual([]);
      await again().release(key, held);
      const short = await again().claim(key, 5);
      expect(short).toBeDefined();
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(await store().claim(key, 60_000)).toBeDefined();
      // Who held it before can't give it away any more.
      await again().release(key, short ?? '');
      await store().release(key, held);
      expect(await again().claim(key, 60_000)).toBeUndefined();
    });
  });

  test('a limiter counts for everyone together, by name and key', async () => {
    const [name, limit] = [randomUUID(), { points: 3, seconds: 60 }];
    const [here, there] = [store().limiter(name, limit), again().limiter(name, limit)];
    for (const limiter of [here, there, here]) expect(await limiter.spend('a')).toBe(0);
    expect(await there.spend('a')).toBeGreaterThan(0);
    expect(await here.spend('b')).toBe(0);
    expect(await store().limiter(randomUUID(), limit).spend('a')).toBe(0);
  });

  test('a limiter tells how it stands without counting, to everyone', async () => {
    const [name, limit] = [randomUUID(), { points: 2, seconds: 60 }];
    const [here, there] = [store().limiter(name, limit), again().limiter(name, limit)];
    expect(await here.peek('a')).toEqual({ used: 0, waitMs: 0 });
    await here.spend('a');
    expect(await there.peek('a')).toEqual({ used: 1, waitMs: 0 });
    await there.spend('a');
    expect(await here.peek('a')).toMatchObject({ used: 2, waitMs: expect.any(Number) as number });
    expect((await here.peek('a')).waitMs).toBeGreaterThan(0);
    await here.spend('a');
    expect((await there.peek('a')).used).toBe(3);
    expect(await there.peek('b')).toEqual({ used: 0, waitMs: 0 });
  });

  test('it answers when asked whether it is there', async () => {
    await store().ping();
  });
}
