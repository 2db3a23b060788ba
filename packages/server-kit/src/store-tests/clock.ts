// What a store promises about time: records last by its own clock, whatever the time is in the processes that use it.
import { deepEqual, equal, notEqual } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Use } from '../payments/ports/rate-limits.ts';
import { newerOf, someAttempt } from './samples.ts';
import type { StoreTests } from './store-test.ts';

const HOUR_MS = 3_600_000;
const YEAR_MS = 8_766 * HOUR_MS;
/** What a store deletes, it deletes in the background: long enough for one that does so at once. */
const DELETES_WITHIN_MS = 300;

/** Does `work` while this process's clock is wrong. */
async function withClock<Value>(offByMs: number, work: () => Promise<Value>): Promise<Value> {
  const { now } = Date;
  Date.now = () => now() + offByMs;
  try {
    return await work();
  } finally {
    Date.now = now;
  }
}

export const CLOCK: StoreTests = {
  async 'records last by the store’s clock, even when that of a process is hours ahead or years behind'({
    store,
    again,
  }) {
    const startMs = Date.now();
    // A store without a clock of its own has that of its processes: they are to be kept in sync.
    if ((await withClock(6 * HOUR_MS, () => store.time())) - startMs > 3 * HOUR_MS) return;
    const [claimed, barred, noted] = [randomUUID(), randomUUID(), randomUUID()];
    const use: Use = { name: randomUUID(), limit: { points: 9, seconds: 3_600 }, key: 'a', counts: 'use' };
    notEqual(await store.claim(claimed, HOUR_MS), undefined);
    await store.bar(barred, 'unknown', HOUR_MS);
    await store.put(noted, 'value', HOUR_MS);
    await store.count([use]);
    const attempt = someAttempt();
    await store.open(attempt);
    const paid = newerOf(attempt, { status: 'successful', askAtMs: null });
    equal(await withClock(-20 * YEAR_MS, () => store.replace(paid)), true);
    await withClock(6 * HOUR_MS, async () => {
      for (const each of [store, again]) await each.due('ask', startMs, 1);
      await setTimeout(DELETES_WITHIN_MS);
    });
    equal(await again.claim(claimed, HOUR_MS), undefined);
    deepEqual(await again.bar(barred, 'unknown', HOUR_MS), { kind: 'barred', before: 'unknown' });
    equal(await again.get(noted), 'value');
    deepEqual(await again.count([use]), [{ used: 2, waitMs: 0 }]);
    deepEqual(await again.find(attempt.id), paid);
  },
};
