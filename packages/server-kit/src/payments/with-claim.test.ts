import { expect, test } from 'vitest';
import { changed } from '../../test/wrapped-store.ts';
import { MemoryStore } from '../stores/memory-store.ts';
import { handleOnce } from './outcome/handle-once.ts';
import type { AccountStore } from './ports/store.ts';
import { withClaim } from './with-claim.ts';

let nowMs = 1_800_000_000_000;
const storeOf = (): AccountStore => new MemoryStore({ now: () => nowMs }).ofAccount('test');

/** Work that ends when `end` is called. */
function longWork(): { readonly work: () => Promise<void>; readonly end: () => void } {
  let end = (): void => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { work: () => ended, end };
}

test('if two processes want the same work, one does it and the other learns that it is in progress', async () => {
  const store = storeOf();
  const { work, end } = longWork();
  const first = withClaim(store, 'key', 1_000, work);
  expect(await withClaim(store, 'key', 1_000, async () => 'never')).toEqual({ kind: 'busy' });
  expect(await withClaim(store, 'another key', 1_000, async () => 7)).toEqual({ kind: 'done', value: 7 });
  end();
  expect((await first).kind).toBe('done');
  expect(await withClaim(store, 'key', 1_000, async () => 'now')).toEqual({ kind: 'done', value: 'now' });
});

test('work that fails releases its claim', async () => {
  const store = storeOf();
  await expect(withClaim(store, 'key', 1_000, () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
  expect((await withClaim(store, 'key', 1_000, async () => undefined)).kind).toBe('done');
});

test('the claim of a dead process expires', async () => {
  const store = storeOf();
  const dead = withClaim(store, 'key', 1_000, () => new Promise(() => undefined));
  nowMs += 1_001;
  expect((await withClaim(store, 'key', 1_000, async () => undefined)).kind).toBe('done');
  void dead;
});

test('an event is handled once in three days, and again if that failed', async () => {
  const ports = { store: storeOf() };
  let done = 0;
  const work = async (): Promise<void> => void (done += 1);
  await expect(handleOnce(ports, 'event', () => Promise.reject(new Error('no disk')))).rejects.toThrow('no disk');
  await handleOnce(ports, 'event', work);
  nowMs += 2 * 24 * 3_600_000;
  await handleOnce(ports, 'event', work);
  expect(done).toBe(1);
});

test('an event that is repeated while it is being handled must be sent later', async () => {
  const ports = { store: storeOf() };
  const { work, end } = longWork();
  const first = handleOnce(ports, 'event', work);

  expect(await handleOnce(ports, 'event', async () => undefined)).toBe('busy');
  end();
  expect(await first).not.toBe('busy');
});

test('an event whose sender was asked to repeat it is handled again', async () => {
  const ports = { store: storeOf() };
  const isToBeRepeated = (outcome: string): boolean => outcome === 'later';
  expect(await handleOnce(ports, 'event', async () => 'later', isToBeRepeated)).toBe('later');
  expect(await handleOnce(ports, 'event', async () => 'now', isToBeRepeated)).toBe('now');
  expect(await handleOnce(ports, 'event', async () => 'never', isToBeRepeated)).toBeUndefined();
});

test('an event that another process finished between check and claim is not handled again', async () => {
  const store = storeOf();
  let dealt = 0;
  const work = async (): Promise<void> => void (dealt += 1);
  let isFirstLook = true;
  const get = async (key: string): Promise<string | undefined> => {
    const seen = await store.get(key);
    if (isFirstLook) {
      isFirstLook = false;
      await handleOnce({ store }, 'event', work);
    }
    return seen;
  };
  await handleOnce({ store: changed(store, () => ({ get })) }, 'event', work);
  expect(dealt).toBe(1);
});
