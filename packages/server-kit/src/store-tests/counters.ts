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
    const use = (counts: Use['counts']): Use => ({ name, limit: { points: 2, seconds: 2 }, key: 'a', counts });
    const name = randomUUID();
    await store.count([use({ once: 'early' })]);
    await setTimeout(700);
    deepEqual(await again.count([use({ once: 'late' })]), [{ used: 2, waitMs: 0 }]);
    const [look] = await store.count([use('look')]);
    await setTimeout((look?.waitMs ?? 0) + 50);
    for (const [text, used] of [['late', 1] as const, ['late', 1] as const, ['early', 2] as const])
      deepEqual(await store.count([use({ once: text })]), [{ used, waitMs: 0 }]);
  },

  async 'counters start again when their period is over'({ store, again }) {
    const use: Use = { name: randomUUID(), limit: { points: 1, seconds: 1 }, key: 'a', counts: { once: 'x' } };
    await store.count([use]);
    const [look] = await again.count([{ ...use, counts: 'look' }]);
    const waitMs = look?.waitMs ?? 0;
    ok(waitMs > 0);
    ok(waitMs <= 1_000);
    await setTimeout(waitMs + 50);
    deepEqual(await again.count([use]), [{ used: 1, waitMs: 0 }]);
  },
};
