// Simulated time.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Clock } from './clock.ts';

const still = (onError: (error: unknown) => void = () => undefined) => new Clock({ speed: 0, startMs: 0, onError });

test('timers fire in order, each at its own time, however far time is moved', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.nat(1_000), { maxLength: 20 }), fc.nat(1_200), async (delays, moveMs) => {
      const clock = still();
      const fired: number[] = [];
      for (const delay of delays) clock.after(delay, () => void fired.push(clock.now()));
      await clock.advance(moveMs);
      expect(fired).toEqual(delays.filter((delay) => delay <= moveMs).toSorted((a, b) => a - b));
      expect(clock.now()).toBe(moveMs);
      expect(clock.waiting).toBe(delays.length - fired.length);
    }),
  );
});

test('a timer’s new timers run in the same move, which waits for their work', async () => {
  const clock = still();
  const seen: number[] = [];
  const again = async (): Promise<void> => {
    await Promise.resolve();
    seen.push(clock.now());
    if (seen.length < 3) clock.after(10, again);
  };
  clock.after(10, again);
  await clock.advance(100);
  expect(seen).toEqual([10, 20, 30]);
});

test('a cancelled timer does not fire, and a failing one does not stop others', async () => {
  const errors: unknown[] = [];
  const clock = still((error) => errors.push(error));
  clock.after(1, () => expect.unreachable()).cancel();
  clock.after(2, () => {
    throw new Error('boom');
  });
  let fired = false;
  clock.after(3, () => void (fired = true));
  await clock.advance(10);
  expect(errors).toEqual([new Error('boom')]);
  expect(fired).toBe(true);
});

test('runs by itself, faster than real time', async () => {
  const clock = new Clock({ speed: 1_000_000, startMs: 0, onError: () => undefined });
  await new Promise<void>((resolve) => clock.after(3_600_000, resolve));
  expect(clock.now()).toBeGreaterThanOrEqual(3_600_000);
  clock.stop();
});
