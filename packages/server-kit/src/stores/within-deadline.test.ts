import { setTimeout } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import { changed } from '../../test/wrapped-store.ts';
import { eventually } from '../../test/shop.ts';
import { MemoryStore } from './memory-store.ts';
import { StoreTimeoutError, withinDeadline } from './within-deadline.ts';

test('a watcher that a slow store adds after the deadline is removed again: nobody else could', async () => {
  const inner = new MemoryStore().ofAccount('one');
  const attempt = anAttempt();
  await inner.open(attempt);
  let added = 0;
  const slow = changed(inner, () => ({
    async watch(id, listener) {
      await setTimeout(50);
      const stop = await inner.watch(id, listener);
      added += 1;
      return stop;
    },
  }));
  let told = 0;
  await expect(withinDeadline(slow, 10).watch(attempt.id, () => (told += 1))).rejects.toThrow(StoreTimeoutError);
  await eventually(() => added === 1);
  await inner.replace({ ...attempt, asks: 1, revision: attempt.revision + 1 });
  await setTimeout(20);
  expect(told).toBe(0);
});
