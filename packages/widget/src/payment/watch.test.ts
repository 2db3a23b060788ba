import { afterEach, describe, expect, test, vi } from 'vitest';
import { fakeClock } from '../../test/fake-clock.ts';
import { FIRST_DELAY_MS, SHOW_FOR_MS } from './poll-schedule.ts';
import { watch } from './watch.ts';
import { eventually } from '../../test/eventually.ts';

afterEach(() => vi.restoreAllMocks());

function watching(firstDelayMs = FIRST_DELAY_MS) {
  const clock = fakeClock();
  const asked: number[] = [];
  const kinds: boolean[] = [];
  const onTimeout = vi.fn();
  const answer = { now: (_isAnswered: boolean): void => {} };
  let slow = false;
  const ask = (stop: AbortSignal, held: boolean): Promise<boolean> => {
    kinds.push(held);
    stop.addEventListener('abort', () => answer.now(false));
    asked.push(clock.nowMs());
    return slow ? new Promise((resolve) => (answer.now = resolve)) : Promise.resolve(true);
  };
  let pushed = false;
  const isPushed = (): boolean => pushed;
  const watched = watch({ isPushed, clock, random: () => 0.5, ask, onTimeout }, firstDelayMs);
  return {
    clock,
    asked,
    kinds,
    onTimeout,
    watched,
    answer,
    slowDown: () => (slow = true),
    push: () => (pushed = true),
  };
}

describe('asking for the outcome of a payment', () => {
  test('uses growing pauses', async () => {
    const { clock, asked } = watching();
    await clock.pass(13_000);
    expect(asked).toEqual([1_000, 2_000, 3_500, 5_750, 9_125]);
  });

  test('happens at once on a hint', async () => {
    const { clock, asked, watched } = watching();
    await clock.pass(6_000);
    void watched.askNow();
    expect(asked.at(-1)).toBe(6_000);
  });

  test('is repeated if a hint comes during a request, and never twice at once', async () => {
    const { clock, asked, watched, answer, slowDown } = watching();
    slowDown();
    await clock.pass(1_000);
    void watched.askNow();
    void watched.askNow();
    expect(asked).toHaveLength(1);
    answer.now(true);
    await clock.pass(0);
    await eventually(() => expect(asked).toHaveLength(2));
  });

  test('lets the server hold back its answer, but not after a hint', async () => {
    const { clock, asked, kinds, watched, slowDown } = watching();
    await clock.pass(1_000);
    slowDown();
    await clock.pass(1_000);
    void watched.askNow();
    expect(kinds).toEqual([false, true, false]);
    expect(asked).toEqual([1_000, 2_000, 2_000]);
  });

  test('goes on at once after an answer that was held back', async () => {
    const { clock, asked, answer, slowDown } = watching();
    await clock.pass(1_000);
    slowDown();
    await clock.pass(21_000);
    answer.now(true);
    await new Promise((done) => setTimeout(done));
    await clock.pass(0);
    expect(asked).toEqual([1_000, 2_000, 22_000]);
  });

  test('continues while the browser says that it is offline, since that may be wrong', async () => {
    vi.spyOn(navigator, 'onLine', 'get').mockReturnValue(false);
    const { clock, asked } = watching();
    await clock.pass(2_000);
    expect(asked).toEqual([1_000, 2_000]);
  });

  test('is less frequent while the page is hidden', async () => {
    vi.spyOn(document, 'hidden', 'get').mockReturnValue(true);
    const { clock, asked } = watching();
    await clock.pass(31_500);
    expect(asked).toEqual([1_000, 16_000, 31_000]);
  });

  test('is only a fallback while answers are pushed', async () => {
    const { clock, asked, kinds, push } = watching();
    push();
    await clock.pass(31_500);
    expect(asked).toEqual([1_000, 16_000, 31_000]);
    expect(kinds).toEqual([false, false, false]);
  });

  test('is no longer shown after ten minutes, and continues slowly', async () => {
    const { clock, asked, onTimeout } = watching();
    await clock.pass(SHOW_FOR_MS - 1);
    expect(onTimeout).not.toHaveBeenCalled();
    await clock.pass(1);
    expect(onTimeout).toHaveBeenCalledOnce();
    const before = asked.length;
    await clock.pass(65_000);
    expect(asked.length - before).toBeLessThanOrEqual(3);
    expect(asked.length - before).toBeGreaterThanOrEqual(2);
  });

  test('ends when told to, even during a request', async () => {
    const { clock, asked, watched, answer, slowDown, onTimeout } = watching();
    slowDown();
    await clock.pass(1_000);
    watched.stop();
    answer.now(true);
    await clock.pass(SHOW_FOR_MS);
    expect(asked).toHaveLength(1);
    expect(onTimeout).not.toHaveBeenCalled();
  });

  test.each([true, false])('tells the caller whether the server answered: %s', async (isAnswered) => {
    const { clock, watched, answer, slowDown } = watching();
    slowDown();
    await clock.pass(1_000);
    const told = vi.fn();
    void watched.askNow().then(told);
    // The pending request does not count as the requested one.
    answer.now(!isAnswered);
    await new Promise((done) => setTimeout(done));
    expect(told).not.toHaveBeenCalled();
    answer.now(isAnswered);
    await eventually(() => expect(told.mock.calls).toEqual([[isAnswered]]));
  });

  test('answers every caller that had asked', async () => {
    const { clock, watched, slowDown } = watching();
    slowDown();
    await clock.pass(1_000);
    const told = vi.fn();
    void watched.askNow().then(told);
    void watched.askNow().then(told);
    watched.stop();
    await clock.pass(0);
    await eventually(() => expect(told).toHaveBeenCalledTimes(2));
  });
});
