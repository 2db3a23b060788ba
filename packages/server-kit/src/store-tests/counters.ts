// What a store promises about counters of rate limits.
import { deepEqual, equal, ok } from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { setTimeout } from 'node:timers/promises';
import type { Use } from '../payments/ports/rate-limits.ts';
import type { AccountStore } from '../payments/ports/store.ts';
import type { StoreTests } from './store-test.ts';

const limit = { points: 2, seconds: 60 };
const limited = (name = randomUUID()) => {
  const use = (key: string, counts: Use['counts'] = 'use'): Use => ({ name, limit, key, counts });
  const count = async (at: AccountStore, ...uses: readonly Use[]): Promise<readonly (readonly [number, boolean])[]> =>
    (await at.count(uses)).map(({ used, waitMs }) => [used, waitMs > 0] as const);
  return { use, count };
};

const TRIES = 5;

type InOnePeriod = <Value>(counts: () => Promise<Value>) => Promise<Value>;

/**
 * Runs `test`, whose counters have periods of so many seconds. It passes what belongs into one period to `inOnePeriod`: if
 * that took about a whole period by the store's own clock, as on a busy machine, its counts say nothing about the store, and
 * the test is done again. A count that is wrong in good time fails at once.
 */
async function inGoodTime(
  store: AccountStore,
  seconds: number,
  test: (inOnePeriod: InOnePeriod) => Promise<void>,
): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    let wasLate = false;
    const inOnePeriod: InOnePeriod = async (counts) => {
      const startMs = await store.time();
      try {
        return await counts();
      } finally {
        wasLate ||= (await store.time()) - startMs > seconds * 900;
      }
    };
    try {
      return await test(inOnePeriod);
    } catch (error) {
      if (!wasLate || tries === TRIES) throw error;
    }
  }
}

export const COUNTERS: StoreTests = {
  async 'counters count for all processes together, by name and key, even over the limit'({ store, again }) {
    const { use, count } = limited();
    deepEqual(await count(store, use('a')), [[1, false]]);
    deepEqual(await count(again, use('a'), use('b')), [
      [2, false],
      [1, false],
    ]);
    deepEqual(await count(store, use('a')), [[3, true]]);
    deepEqual(await count(again, limited().use('a')), [[1, false]]);
  },

  async 'counters can be read by all processes without counting'({ store, again }) {
    const { use, count } = limited();
    const look = use('a', 'look');
    deepEqual(await count(again, look), [[0, false]]);
    await count(store, use('a'));
    deepEqual(await count(again, look), [[1, false]]);
    await count(store, use('a'));
    deepEqual(await count(store, look), [[2, true]]);
    deepEqual(await count(again, look, use('b', 'look')), [
      [2, true],
      [0, false],
    ]);
  },

  async 'counters: nothing is counted when one that is only looked at is full'({ store, again }) {
    const { use, count } = limited();
    await count(store, use('full'));
    await count(store, use('full'));
    deepEqual(await count(store, use('a'), use('full', 'look'), use('b', { once: 'x' })), [
      [0, false],
      [2, true],
      [0, false],
    ]);
    deepEqual(await count(again, use('a'), use('b', { once: 'x' })), [
      [1, false],
      [1, false],
    ]);
  },

  async 'counters: a text counts once, and one that was over the limit is new the next time'({ store, again }) {
    const { use, count } = limited();
    const once = (at: AccountStore, text: string) => count(at, use('a', { once: text }));
    deepEqual(await once(store, 'x'), [[1, false]]);
    deepEqual(await once(again, 'x'), [[1, false]]);
    deepEqual(await once(again, 'y'), [[2, false]]);
    for (const each of [store, again]) equal((await once(each, 'z'))[0]?.[1], true);
    equal((await once(store, 'x'))[0]?.[1], false);
  },

  async 'counters: a text that counted at the end of a period counts again in the next'({ store, again }) {
    const seconds = 2;
    await inGoodTime(store, seconds, async (inOnePeriod) => {
      const use = (counts: Use['counts']): Use => ({ name, limit: { points: 2, seconds }, key: 'a', counts });
      const name = randomUUID();
      const [look] = await inOnePeriod(async () => {
        await store.count([use({ once: 'early' })]);
        await setTimeout(700);
        deepEqual(await again.count([use({ once: 'late' })]), [{ used: 2, waitMs: 0 }]);
        return store.count([use('look')]);
      });
      await setTimeout((look?.waitMs ?? 0) + 50);
      await inOnePeriod(async () => {
        for (const [text, used] of [['late', 1] as const, ['late', 1] as const, ['early', 2] as const])
          deepEqual(await store.count([use({ once: text })]), [{ used, waitMs: 0 }]);
      });
    });
  },

  async 'counters start again when their period is over'({ store, again }) {
    const seconds = 1;
    await inGoodTime(store, seconds, async (inOnePeriod) => {
      const use: Use = { name: randomUUID(), limit: { points: 1, seconds }, key: 'a', counts: { once: 'x' } };
      const waitMs = await inOnePeriod(async () => {
        await store.count([use]);
        const [{ waitMs: leftMs } = { waitMs: 0 }] = await again.count([{ ...use, counts: 'look' }]);
        ok(leftMs > 0);
        return leftMs;
      });
      ok(waitMs <= 1_000);
      await setTimeout(waitMs + 50);
      deepEqual(await again.count([use]), [{ used: 1, waitMs: 0 }]);
    });
  },
};
