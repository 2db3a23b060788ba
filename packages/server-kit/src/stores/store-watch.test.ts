import { expect, test } from 'vitest';
import { createMisconfiguration } from '../misconfiguration.ts';
import { createStoreClock } from './store-clock.ts';
import { createStoreWatch } from './store-watch.ts';

const LOCAL_MS = 1_800_000_000_000;
const local = { now: () => LOCAL_MS };

test.each([
  [19_000, false],
  [-20_000, true],
  [90_000, true],
])('if a store is %i ms ahead, the kit uses its clock, and reports it from 20 s: %s', async (aheadMs, isSaid) => {
  const codes: unknown[] = [];
  const note = (details: object): void => void codes.push((details as { code?: unknown }).code);
  const store = { time: async () => LOCAL_MS + aheadMs, examine: async () => [] };
  const clock = createStoreClock(store, local);
  expect(clock.now()).toBe(LOCAL_MS);
  const misconfiguration = createMisconfiguration({ info: note, warn: note, error: note });
  const watch = createStoreWatch(store as never, clock, misconfiguration, false);
  await watch.look();
  await watch.look();
  expect(clock.now()).toBe(LOCAL_MS + aheadMs);
  expect(codes).toEqual(isSaid ? ['EXIMPE_STORE_CLOCK_SKEW'] : []);
});

test('a comparison that took too long changes nothing, and an unreachable store does not end the watch', async () => {
  let nowMs = LOCAL_MS;
  const slow = { time: async () => (nowMs += 5_000) };
  const clock = createStoreClock(slow, { now: () => nowMs });
  expect(await clock.compare()).toBeUndefined();
  expect(clock.now()).toBe(nowMs);
  const away = { time: () => Promise.reject(new Error('away')), examine: async () => [] };
  const misconfiguration = createMisconfiguration({ info: fail, warn: fail, error: fail });
  await createStoreWatch(away as never, createStoreClock(away, local), misconfiguration, true).look();
});

function fail(): never {
  throw new Error('Nothing is to be said.');
}
