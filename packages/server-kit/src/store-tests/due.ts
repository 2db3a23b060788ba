// What a store promises about due work.
import { deepEqual, equal } from 'node:assert/strict';
import { CHORES, type Chore } from '../payments/attempt/attempt.ts';
import { newerOf, someAttempt } from './samples.ts';
import type { StoreTests, StoreUnderTest } from './store-test.ts';

const AT = { ask: 'askAtMs', refund: 'refundAtMs' } as const satisfies Record<Chore, string>;

const isListedInTime =
  (chore: Chore) =>
  async ({ store, again }: StoreUnderTest): Promise<void> => {
    const at = AT[chore];
    const early = Date.now() - 1e9;
    const [a, b, later] = [
      someAttempt({ askAtMs: null, [at]: early + 5 }),
      someAttempt({ askAtMs: null, [at]: early }),
      someAttempt({ askAtMs: null, [at]: early + 50 }),
    ];
    for (const attempt of [a, b, later]) await store.open(attempt);
    deepEqual(await again.due(chore, early + 10, 10), [b.id, a.id]);
    equal(await again.countDue(chore, early + 10), 2);
    deepEqual(await again.due(chore, early + 10, 1), [b.id]);
    await store.replace(newerOf(a, { [at]: null }));
    await store.replace(newerOf(b, { [at]: early + 20 }));
    deepEqual(await again.due(chore, early + 10, 10), []);
    deepEqual(await again.due(chore, early + 60, 10), [b.id, later.id]);
    for (const attempt of [newerOf(b), later]) await store.replace(newerOf(attempt, { [at]: null }));
    deepEqual(await again.due(chore, early + 100, 10), []);
  };

export const DUE: StoreTests = Object.fromEntries(
  CHORES.map((chore) => [
    `due work (${chore}) is listed from its due time until it is done, most overdue first`,
    isListedInTime(chore),
  ]),
);
