// What a SQL store deletes after its time, and what it keeps: tests for both dialects.
import { randomUUID } from 'node:crypto';
import { expect, test } from 'vitest';
import type { AccountStore } from '../src/index.ts';
import { anAttempt } from './attempts.ts';
import { eventually } from './shop.ts';

const DAY_MS = 86_400_000;

export interface Aged {
  /** A store that was not yet asked for due work: the first such call makes it delete expired records. */
  readonly open: () => AccountStore;
  /** Runs a statement; tables are called `{attempts}` and so on. */
  readonly change: (text: string) => Promise<unknown>;
}

export function retentionLaw(place: () => Aged): void {
  test('finished records are deleted after their time; undecided, undelivered and evidential ones are kept', async () => {
    const { open, change } = place();
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
    await change(`update {attempts} set rest_at_ms = ${ago(401)} where checkout in ('old', 'untold')`);
    await change(`update {attempts} set rest_at_ms = ${ago(399)} where checkout = 'fresh'`);

    const again = open();
    await again.due('ask', Date.now(), 10);
    await eventually(async () => (await again.find(old.id)) === undefined);
    await eventually(async () => (await again.consentsOf('asha')).length === 2);
    for (const attempt of [fresh, pending, untold]) expect(await again.find(attempt?.id ?? '')).toBeDefined();
    expect((await again.consentsOf('asha')).map(({ id }) => id)).toEqual(['taken back last year', 'last year']);
    await eventually(async () => (await again.ofCheckout('old')).length === 0);
  });
}
