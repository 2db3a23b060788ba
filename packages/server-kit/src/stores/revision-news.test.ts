import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually } from '../../test/shop.ts';
import { RevisionNews, type WatchedKey } from './revision-news.ts';

let isAway: boolean;
/** The attempts of each look. */
let looks: (readonly WatchedKey[])[];
let news: RevisionNews;

beforeEach(() => {
  isAway = false;
  looks = [];
  news = new RevisionNews({
    listens: false,
    listen: () => Promise.resolve(undefined),
    tell: () => Promise.resolve(),
    async revisionsOf(keys) {
      looks.push(keys);
      if (isAway) throw new Error('the database is away');
      return new Map(keys.map((key) => [key, 1]));
    },
  });
});
afterEach(() => news.close());

test('an attempt that could not be watched is forgotten: nobody looks for it, and its listener is not called', async () => {
  let told = 0;
  const listener = (): void => void (told += 1);
  isAway = true;
  await expect(news.watch('one', 'lost', listener)).rejects.toThrow('away');
  isAway = false;
  const stop = await news.watch('one', 'found', listener);
  await eventually(() => looks.length >= 3);
  expect(looks.at(-1)).toEqual(['one found']);
  news.wrote('one', 'lost', 2);
  expect(told).toBe(0);
  news.wrote('one', 'found', 2);
  expect(told).toBe(1);
  stop();
});

test('a watcher that could not be added leaves others of the same attempt as they are', async () => {
  const told: string[] = [];
  isAway = true;
  const lost = news.watch('one', 'a', () => told.push('lost'));
  isAway = false;
  const stop = await news.watch('one', 'a', () => told.push('kept'));
  await expect(lost).rejects.toThrow('away');
  news.wrote('one', 'a', 2);
  expect(told).toEqual(['kept']);
  stop();
});
