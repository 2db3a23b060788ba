import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { JITTER, PATIENT_DELAY_MS, QUIET_DELAY_MS, SHOW_FOR_MS, pollDelayMs } from './poll-schedule.ts';

const calm = { waitedMs: 0, quiet: false, random: 0.5 };

test('pauses grow from one second to five', () => {
  expect([1, 2, 3, 4, 5, 6].map((asked) => pollDelayMs({ ...calm, asked }))).toEqual([
    1000, 1500, 2250, 3375, 5000, 5000,
  ]);
});

test('asks less often while hidden or while answers are pushed, and even less once the wait is no longer shown', () => {
  expect(pollDelayMs({ ...calm, asked: 1, quiet: true })).toBe(QUIET_DELAY_MS);
  expect(pollDelayMs({ ...calm, asked: 9, waitedMs: SHOW_FOR_MS })).toBe(PATIENT_DELAY_MS);
});

test('jitter never changes a pause by more than its share', () => {
  fc.assert(
    fc.property(fc.nat({ max: 500 }), fc.double({ min: 0, max: 1, noNaN: true }), (asked, random) => {
      const even = pollDelayMs({ ...calm, asked });
      expect(Math.abs(pollDelayMs({ ...calm, asked, random }) - even)).toBeLessThanOrEqual(even * JITTER + 1);
    }),
  );
});
