// What a SQL store deletes after its time, and what it keeps: tests for both dialects.
import { randomUUID } from 'node:crypto';
import { expect, onTestFinished, test, vi } from 'vitest';
import type { AccountStore } from '../src/index.ts';
import { anAttempt } from './attempts.ts';
import { eventually } from './shop.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export interface Aged {
  /** A store that was not yet asked for due work: the first such call makes it delete expired records. */
  readonly open: () => AccountStore;
  /** Runs a statement that returns rows; tables are called `{attempts}` and so on. */
  readonly ask: (text: string) => Promise<readonly unknown[]>;
}

/** Sets the clock of this process forward, or back; the database keeps its own. */
function setClock(offByMs: number): void {
  const { now } = Date;
  const spy = vi.spyOn(Date, 'now').mockImplementation(() => now() + offByMs);
  onTestFinished(() => spy.mockRestore());
}

export function retentionLaw(place: () => Aged): void {
  test('finished records are deleted after their time; undecided, undelivered and evidential ones are kept', async () => {
    const { open, ask } = place();
    const store = open();
    const [old, fresh, pending, untold] = ['old', 'fresh', 'pending', 'untold'].map((name) =>
      anAttempt({ id: randomUUID(), checkout: name }),
    ) as [ReturnType<typeof anAttempt>, ...ReturnType<typeof anAttempt>[]];
    for (const attempt of [old, fresh, pending, untold]) {
      if (!attempt) continue;
      await store.open(attempt);
      if (attempt === pending) continue;
      const queue = `checkout:${attempt.checkout}`;
      const message = {
        topic: 'captured',
        id: 'm',
        queue,
        attempt: attempt.id,
        createdAtMs: 1,
        dueAtMs: 1,
        tries: 0,
      } as const;
      const paid = { ...attempt, status: 'successful', askAtMs: null, revision: 2 } as const;
      await store.replace(paid, attempt === untold ? [message] : []);
    }
    await store.bar('barred', 'unknown', 1);
    await store.put('key', 'value', 1);
    await store.count([{ name: 'a', limit: { points: 1, seconds: 0.001 }, key: 'k', counts: 'use' }]);
    const consent = {
      customer: 'asha',
      merchantId: null,
      attempt: null,
      network: 'visa',
      last4: '0003',
      textVersion: '1',
      textHash: 'hash',
      locale: 'en',
      ipAddress: '::1',
    } as const;
    const now = Date.now();
    await store.keepConsent({ ...consent, id: 'long ago', givenAtMs: 1, withdrawnAtMs: null });
    await store.keepConsent({
      ...consent,
      id: 'taken back last year',
      givenAtMs: 2,
      withdrawnAtMs: now - 400 * DAY_MS,
    });
    await store.keepConsent({ ...consent, id: 'last year', givenAtMs: now - 400 * DAY_MS, withdrawnAtMs: null });
    const ago = (days: number): number => now - days * DAY_MS;
    await ask(`update {attempts} set rest_at_ms = ${ago(401)} where checkout in ('old', 'untold') returning id`);
    await ask(`update {attempts} set rest_at_ms = ${ago(399)} where checkout = 'fresh' returning id`);

    const again = open();
    await again.due('ask', Date.now(), 10);
    await eventually(async () => (await again.find(old.id)) === undefined);
    await eventually(async () => (await again.consentsOf('asha')).length === 2);
    for (const attempt of [fresh, pending, untold]) expect(await again.find(attempt?.id ?? '')).toBeDefined();
    expect((await again.consentsOf('asha')).map(({ id }) => id)).toEqual(['taken back last year', 'last year']);
    await eventually(async () => (await again.ofCheckout('old')).length === 0);
  });
  test('a process whose clock is six hours ahead deletes only what is over by the database’s clock', async () => {
    const { open, ask } = place();
    const store = open();
    const use = { name: 'ahead', limit: { points: 9, seconds: 3_600 }, key: 'lasts', counts: 'use' } as const;
    const isOver = { ...use, key: 'is over' };
    await store.claim('refund', HOUR_MS);
    await store.bar('ahead', 'unknown', HOUR_MS);
    await store.put('ticket', 'value', HOUR_MS);
    await store.count([use, isOver]);
    await ask("update {counters} set until_ms = 1 where key = 'ahead:is over' returning key");

    setClock(6 * HOUR_MS);
    await open().due('ask', 0, 1);
    await eventually(async () => (await ask("select key from {counters} where key = 'ahead:is over'")).length === 0);
    expect(await store.claim('refund', HOUR_MS)).toBeUndefined();
    expect(await store.bar('ahead', 'unknown', HOUR_MS)).toEqual({ kind: 'barred', before: 'unknown' });
    expect(await store.get('ticket')).toBe('value');
    expect(await store.count([use])).toEqual([{ used: 2, waitMs: 0 }]);
  });

  test('an attempt that comes to rest in a process whose clock is two years behind is kept as long as any other', async () => {
    const { open, ask } = place();
    const store = open();
    const [late, old] = ['late', 'older'].map((checkout) => anAttempt({ id: randomUUID(), checkout }));
    for (const attempt of [late, old]) if (attempt) await store.open(attempt);
    setClock(-730 * DAY_MS);
    for (const attempt of [late, old]) {
      if (attempt) await store.replace({ ...attempt, status: 'successful', askAtMs: null, revision: 2 });
    }
    vi.restoreAllMocks();
    await ask("update {attempts} set rest_at_ms = 1 where checkout = 'older' returning id");

    await open().due('ask', 0, 1);
    await eventually(async () => (await store.ofCheckout('older')).length === 0);
    expect(await store.ofCheckout('late')).toHaveLength(1);
  });
}
