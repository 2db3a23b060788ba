// What every store promises, as tests. Each adapter's own test calls this.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { CHORES, type Attempt } from '../payments/attempt/attempt.ts';
import type { Message } from '../payments/outbox/message.ts';
import type { AccountStore } from '../payments/ports/store.ts';

const attemptOf = (more: Partial<Attempt> = {}): Attempt =>
  anAttempt({ checkout: `ORDER ${randomUUID()}`, createdAtMs: Date.now(), askAtMs: Date.now() + 60_000, ...more });

const next = (attempt: Attempt, more: Partial<Attempt> = {}): Attempt => ({
  ...attempt,
  ...more,
  revision: attempt.revision + 1,
});

const messageOf = (more: Partial<Message> = {}): Message =>
  ({
    topic: 'captured',
    id: randomUUID(),
    queue: `checkout:ORDER ${randomUUID()}`,
    attempt: randomUUID(),
    createdAtMs: Date.now(),
    dueAtMs: Date.now(),
    tries: 0,
    ...more,
  }) as Message;

/**
 * @param store gives the store under test, of one account; `again` another process's view of the same, where there is such a
 * thing; `foreign` what another account has in the same place
 */
export function storeLaw(
  store: () => AccountStore,
  foreign: () => AccountStore,
  again: () => AccountStore = store,
): void {
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

  describe.each(CHORES)('what is due (%s)', (chore) => {
    const at = chore === 'ask' ? 'askAtMs' : 'refundAtMs';
    test('is listed from its time on, most overdue first, and no longer when it is done', async () => {
      const early = Date.now() - 1e9;
      const [a, b, later] = [
        attemptOf({ askAtMs: null, [at]: early + 5 }),
        attemptOf({ askAtMs: null, [at]: early }),
        attemptOf({ askAtMs: null, [at]: early + 50 }),
      ];
      for (const attempt of [a, b, later]) await store().open(attempt);
      expect(await again().due(chore, early + 10, 10)).toEqual([b.id, a.id]);
      expect(await again().countDue(chore, early + 10)).toBe(2);
      expect(await again().due(chore, early + 10, 1)).toEqual([b.id]);
      await store().replace(next(a, { [at]: null }));
      await store().replace(next(b, { [at]: early + 20 }));
      expect(await again().due(chore, early + 10, 10)).toEqual([]);
      expect(await again().due(chore, early + 60, 10)).toEqual([b.id, later.id]);
      for (const attempt of [next(b), later]) await store().replace(next(attempt, { [at]: null }));
      expect(await again().due(chore, early + 100, 10)).toEqual([]);
    });
  });

  describe('the outbox', () => {
    test('has what was written with a change, from everywhere, and nothing of a change that was not made', async () => {
      const attempt = attemptOf();
      await store().open(attempt);
      const queue = `checkout:${attempt.checkout}`;
      const [one, other] = [messageOf({ queue }), messageOf({ queue })];
      expect(await store().replace(next(attempt, { asks: 1 }), [one])).toBe(true);
      expect(await again().replace(next(attempt, { asks: 2 }), [other])).toBe(false);
      expect(await again().waiting(queue)).toEqual([one]);
      expect(await again().dueQueues(Date.now() + 1, 1_000)).toContain(queue);
      await store().remove(one);
      expect(await again().waiting(queue)).toEqual([]);
    });

    test('keeps a message where its attempt is older than what the telling rests on', async () => {
      const attempt = attemptOf();
      await store().open(attempt);
      const message = messageOf({ queue: `checkout:${attempt.checkout}`, attempt: attempt.id });
      expect(await store().replace(next(attempt), [message])).toBe(true);
      expect(await again().remove(message, attempt.revision + 2)).toBe(false);
      expect(await store().waiting(message.queue)).toEqual([message]);
      expect(await again().remove(message, attempt.revision + 1)).toBe(true);
      expect(await store().waiting(message.queue)).toEqual([]);
    });

    test('keeps a message once, as it was first written, until it is removed; and gives a queue in its order', async () => {
      const first = messageOf({ createdAtMs: 1_000, dueAtMs: 5_000 });
      const { queue } = first;
      const second = messageOf({ queue, createdAtMs: 2_000, dueAtMs: 2_000 });
      await store().post([second]);
      await again().post([first, { ...first, tries: 7 }]);
      expect(await store().waiting(queue)).toEqual([first, second]);
      await store().postpone({ ...first, tries: 1, dueAtMs: 9_000 });
      await store().remove(second);
      expect(await again().waiting(queue)).toEqual([{ ...first, tries: 1, dueAtMs: 9_000 }]);
      await again().remove(first);
      await store().postpone({ ...first, tries: 2 });
      expect(await store().waiting(queue)).toEqual([]);
    });

    test('lists queues from the time on that something is due in them, most overdue first', async () => {
      const early = Date.now() - 2e9 + Math.random() * 1e6;
      const [a, b, c] = [
        messageOf({ dueAtMs: early + 5 }),
        messageOf({ dueAtMs: early }),
        messageOf({ dueAtMs: early + 50 }),
      ];
      await store().post([a, b, c]);
      expect(await again().dueQueues(early + 10, 10)).toEqual([b.queue, a.queue]);
      expect(await again().dueQueues(early + 10, 1)).toEqual([b.queue]);
      await again().postpone({ ...b, tries: 1, dueAtMs: early + 60 });
      await store().remove(a);
      expect(await again().dueQueues(early + 10, 10)).toEqual([]);
      expect(await again().dueQueues(early + 70, 10)).toEqual([c.queue, b.queue]);
      for (const message of [b, c]) await store().remove(message);
      expect(await store().dueQueues(early + 100, 10)).toEqual([]);
    });

    test('counts what waits, and says since when; not what is for a later day', async () => {
      const before = await again().backlog(Date.now());
      const oldest = messageOf({ createdAtMs: 1, dueAtMs: Date.now() + 60_000, tries: 3 });
      const later = messageOf({ createdAtMs: Date.now() + 1e9, dueAtMs: Date.now() + 1e9 });
      await store().post([oldest, later]);
      expect(await again().backlog(Date.now())).toEqual({ count: before.count + 1, oldestAtMs: 1 });
      expect(await again().upcoming(Date.now(), 10)).toEqual([later]);
      for (const message of [oldest, later]) await again().remove(message);
      expect(await store().backlog(Date.now())).toEqual(before);
    });
  });

  test('nothing of one account is seen, counted or in the way of another', async () => {
    const attempt = attemptOf({ orderId: `OD${randomUUID()}`, askAtMs: 1 });
    await store().open(attempt);
    const message = messageOf({ createdAtMs: 1, dueAtMs: 1 });
    await store().post([message]);
    expect(await foreign().find(attempt.id)).toBeUndefined();
    expect(await foreign().findByOrder(attempt.orderId ?? '')).toBeUndefined();
    expect(await foreign().ofCheckout(attempt.checkout)).toEqual([]);
    expect(await foreign().due('ask', Date.now(), 10)).toEqual([]);
    expect(await foreign().waiting(message.queue)).toEqual([]);
    expect(await foreign().dueQueues(Date.now(), 10)).toEqual([]);
    expect(await foreign().backlog(Date.now())).toEqual({ count: 0, oldestAtMs: null });
    expect(await foreign().open(attempt)).toEqual({ kind: 'opened' });
    expect(await store().claim(attempt.id, 60_000)).toBeDefined();
    expect(await foreign().claim(attempt.id, 60_000)).toBeDefined();
    const limit = { points: 1, seconds: 60 };
    expect(await store().limiter('one', limit).spend(attempt.id)).toBe(0);
    expect(await foreign().limiter('one', limit).spend(attempt.id)).toBe(0);
    await store().remove(message);
    for (const each of [store(), foreign()]) await each.replace(next(attempt, { askAtMs: null }));
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

  test('it answers when asked whether it is there, what time it has, and whether it can keep what it promises', async () => {
    await store().ping();
    await store().secure();
    expect(Math.abs((await store().time()) - Date.now())).toBeLessThan(60_000);
    expect((await store().examine()).map(({ fault }) => fault)).not.toContain('too_old');
  });
}
