// What every store promises, as tests. Each adapter's own test calls this.
import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { CHORES, type Attempt } from '../payments/attempt/attempt.ts';
import type { Message } from '../payments/outbox/message.ts';
import type { Use } from '../payments/ports/rate-limits.ts';
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
      expect(await store().open(attempt)).toEqual({ kind: 'opened', others: [] });
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
      const failed = next(first, { problem: 'challenge_cancelled' });
      expect(await again().open(second)).toEqual({ kind: 'opened', others: [failed] });
      const captured = next(failed, { status: 'successful', problem: null });
      expect(await store().replace(captured)).toBe(true);
      const third = await again().open(attemptOf({ checkout: first.checkout }));
      expect(third).toEqual({ kind: 'held', attempt: captured });
      expect((await store().ofCheckout(first.checkout)).map(({ id }) => id)).toEqual([first.id, second.id]);
    });

    test('that are barred are not opened, and those that are opened are not barred', async () => {
      const attempt = attemptOf();
      expect(await store().bar(attempt.id, 'unknown', 60_000)).toEqual({ kind: 'barred', before: undefined });
      expect(await again().open(attempt)).toEqual({ kind: 'barred' });
      expect(await again().find(attempt.id)).toBeUndefined();
      expect(await store().ofCheckout(attempt.checkout)).toEqual([]);
      const opened = attemptOf();
      await store().open(opened);
      expect(await again().bar(opened.id, 'unknown', 60_000)).toEqual({ kind: 'exists', attempt: opened });
      expect(await store().find(opened.id)).toEqual(opened);
    });

    test('keep the certainty that nothing left for them, and may be opened when a bar has run out', async () => {
      const { id } = attemptOf();
      expect(await store().bar(id, 'unknown', 60_000)).toEqual({ kind: 'barred', before: undefined });
      expect(await again().bar(id, 'uncharged', 60_000)).toEqual({ kind: 'barred', before: 'unknown' });
      expect(await store().bar(id, 'unknown', 60_000)).toEqual({ kind: 'barred', before: 'uncharged' });
      expect(await again().bar(id, 'unknown', 60_000)).toEqual({ kind: 'barred', before: 'uncharged' });
      const brief = attemptOf();
      await store().bar(brief.id, 'unknown', 5);
      await new Promise((resolve) => setTimeout(resolve, 30));
      expect(await again().open(brief)).toMatchObject({ kind: 'opened' });
    });

    test('are either opened or barred, however many try both at once', async () => {
      for (let round = 0; round < 10; round += 1) {
        const attempt = attemptOf();
        const [opening, ...barrings] = await Promise.all([
          again().open(attempt),
          ...Array.from({ length: 3 }, (_, at) => (at % 2 ? store() : again()).bar(attempt.id, 'unknown', 60_000)),
        ]);
        const isOpened = opening?.kind === 'opened';
        expect(new Set(barrings.map(({ kind }) => kind))).toEqual(new Set([isOpened ? 'exists' : 'barred']));
        expect(await store().find(attempt.id)).toEqual(isOpened ? attempt : undefined);
      }
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

    test('are replaced together with notes', async () => {
      const attempt = attemptOf();
      await store().open(attempt);
      const notes = [1, 2].map((value) => ({ key: randomUUID(), value: `${value}`, ttlMs: 60_000 }));
      expect(await store().replace(next(attempt), [], notes)).toBe(true);
      for (const { key, value } of notes) expect(await again().get(key)).toBe(value);
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
    expect(await foreign().open(attempt)).toEqual({ kind: 'opened', others: [] });
    expect(await store().claim(attempt.id, 60_000)).toBeDefined();
    expect(await foreign().claim(attempt.id, 60_000)).toBeDefined();
    const use: Use = { name: 'one', limit: { points: 1, seconds: 60 }, key: attempt.id, counts: 'use' };
    for (const each of [store(), foreign()]) expect(await each.count([use])).toEqual([{ used: 1, waitMs: 0 }]);
    const barred = randomUUID();
    await store().bar(barred, 'unknown', 60_000);
    expect(await foreign().bar(barred, 'uncharged', 60_000)).toEqual({ kind: 'barred', before: undefined });
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

  describe('counters', () => {
    const limit = { points: 2, seconds: 60 };
    const some = expect.any(Number) as number;
    const limited = (name = randomUUID()) => {
      const use = (key: string, counts: Use['counts'] = 'use'): Use => ({ name, limit, key, counts });
      const count = async (
        at: AccountStore,
        ...uses: readonly Use[]
      ): Promise<readonly (readonly [number, boolean])[]> =>
        (await at.count(uses)).map(({ used, waitMs }) => [used, waitMs > 0] as const);
      return { use, count };
    };

    test('count for everyone together, by name and key, also over the limit', async () => {
      const { use, count } = limited();
      expect(await count(store(), use('a'))).toEqual([[1, false]]);
      expect(await count(again(), use('a'), use('b'))).toEqual([
        [2, false],
        [1, false],
      ]);
      expect(await count(store(), use('a'))).toEqual([[3, true]]);
      expect(await count(again(), limited().use('a'))).toEqual([[1, false]]);
    });

    test('are looked at without being counted, by everyone', async () => {
      const { use, count } = limited();
      const look = use('a', 'look');
      expect(await count(again(), look)).toEqual([[0, false]]);
      await count(store(), use('a'));
      expect(await count(again(), look)).toEqual([[1, false]]);
      await count(store(), use('a'));
      expect(await store().count([look])).toEqual([{ used: 2, waitMs: some }]);
      expect(await count(again(), look, use('b', 'look'))).toEqual([
        [2, true],
        [0, false],
      ]);
    });

    test('nothing is counted beside one that is full where it is only looked at', async () => {
      const { use, count } = limited();
      await count(store(), use('full'));
      await count(store(), use('full'));
      expect(await count(store(), use('a'), use('full', 'look'), use('b', { once: 'x' }))).toEqual([
        [0, false],
        [2, true],
        [0, false],
      ]);
      expect(await count(again(), use('a'), use('b', { once: 'x' }))).toEqual([
        [1, false],
        [1, false],
      ]);
    });

    test('what counts once counts once, and what found no room is new the next time', async () => {
      const { use, count } = limited();
      const once = (at: AccountStore, text: string) => count(at, use('a', { once: text }));
      expect(await once(store(), 'x')).toEqual([[1, false]]);
      expect(await once(again(), 'x')).toEqual([[1, false]]);
      expect(await once(again(), 'y')).toEqual([[2, false]]);
      for (const each of [store(), again()]) expect(await once(each, 'z')).toMatchObject([[some, true]]);
      expect(await once(store(), 'x')).toMatchObject([[some, false]]);
    });

    test('begin anew when their time is over', async () => {
      const use: Use = { name: randomUUID(), limit: { points: 1, seconds: 1 }, key: 'a', counts: { once: 'x' } };
      await store().count([use]);
      const [look] = await again().count([{ ...use, counts: 'look' }]);
      const waitMs = look?.waitMs ?? 0;
      expect(waitMs).toBeGreaterThan(0);
      expect(waitMs).toBeLessThanOrEqual(1_000);
      await new Promise((resolve) => setTimeout(resolve, waitMs + 50));
      expect(await again().count([use])).toEqual([{ used: 1, waitMs: 0 }]);
    });
  });

  test('it answers when asked whether it is there, what time it has, and whether it can keep what it promises', async () => {
    await store().ping();
    expect(await store().secure()).toEqual(expect.any(Boolean));
    expect(Math.abs((await store().time()) - Date.now())).toBeLessThan(60_000);
    expect((await store().examine()).map(({ fault }) => fault)).not.toContain('too_old');
  });
}
