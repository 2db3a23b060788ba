import { expect, test } from 'vitest';
import { anAttempt } from '../../../test/attempts.ts';
import { applyReport, PROGRESS, scheduleNextAsk } from './progress.ts';

const lost = anAttempt({ charge: 'lost' });
const sent = anAttempt({ charge: 'sent' });

test('a capture is final; a failure lasts until there is one', () => {
  expect(PROGRESS.successful).toEqual({ pending: 'successful', successful: 'successful', failed: 'successful' });
  expect(PROGRESS.failed).toEqual({ pending: 'failed', successful: 'successful', failed: 'failed' });
});

test('a failure from a webhook stays pending until EximPe’s status confirms it', () => {
  const claimed = applyReport(sent, { status: 'failed', reason: 'insufficient_funds' }, 'webhook', 3);
  expect(claimed).toMatchObject({ status: 'pending', problem: null, askAtMs: 3, failureClaimedAtMs: 3 });
  expect(applyReport(claimed, { status: 'failed' }, 'webhook', 4)).toBe(claimed);
  const confirmed = applyReport(claimed, { status: 'failed', reason: 'card_declined' }, 'status', 5);
  expect(confirmed).toMatchObject({ status: 'failed', problem: 'insufficient_funds', decidedAtMs: 5 });
  expect(applyReport(claimed, { status: 'successful' }, 'status', 5)).toMatchObject({ status: 'successful' });
});

test('after a failure EximPe is asked less and less often, for five days', () => {
  let attempt = applyReport(sent, { status: 'failed' }, 'status', 0);
  const asked: number[] = [];
  while (attempt.askAtMs !== null) {
    const nowMs = attempt.askAtMs;
    asked.push(nowMs / 3_600_000);
    attempt = scheduleNextAsk(applyReport(attempt, { status: 'failed' }, 'status', nowMs), nowMs);
  }
  expect(asked.length).toBeGreaterThan(8);
  expect(asked.at(-1)).toBeGreaterThan(90);
  expect(asked.at(-1)).toBeLessThanOrEqual(120);
  const gaps = asked.map((hours, index) => Math.round((hours - (asked[index - 1] ?? 0)) * 60));
  expect(gaps).toEqual(gaps.toSorted((a, b) => a - b));
});

test('after a failure, a check without an answer is made up for soon, even the last one', () => {
  const hours = (ms: number): number => ms / 3_600_000;
  let attempt = applyReport(sent, { status: 'failed' }, 'status', 0);
  let last = 0;
  // EximPe answers until the third day, and then not at all.
  for (let nowMs = 0; attempt.askAtMs !== null;) {
    nowMs = attempt.askAtMs;
    const isAnswered = hours(nowMs) < 72;
    attempt = scheduleNextAsk(attempt, nowMs, isAnswered);
    if (!isAnswered && attempt.askAtMs !== null) expect(hours(attempt.askAtMs - nowMs)).toBeLessThanOrEqual(3);
    last = hours(nowMs);
  }
  expect(last).toBeGreaterThan(143);
  expect(last).toBeLessThan(148);
});

test('after a failure, checks go on as planned once EximPe answers again', () => {
  const failed = applyReport(sent, { status: 'failed' }, 'status', 0);
  const planned = scheduleNextAsk(failed, 60_000);
  const madeUp = scheduleNextAsk(scheduleNextAsk(failed, 60_000, false), 660_000);
  expect(madeUp.asks).toBe(planned.asks);
  expect(madeUp.askAtMs).toBe(600_000 + (planned.askAtMs ?? 0));
});

test('a capture after a failure counts, and says that it came after one', () => {
  const failed = applyReport(sent, { status: 'failed' }, 'status', 3);
  const paid = applyReport(failed, { status: 'successful', amount: '1000.00' }, 'webhook', 9);
  expect(paid).toMatchObject({ status: 'successful', afterFailure: true, problem: null, askAtMs: null });
  expect(paid.capturedAmount).toBe('1000.00');
});

test('an order that EximPe reports exists, so its lost charge was answered after all', () => {
  const found = applyReport(lost, { status: 'pending', orderId: 'OD1' }, 'status', 3);
  expect(found).toMatchObject({ status: 'pending', charge: 'answered', orderId: 'OD1', reportedPendingAtMs: 3 });
});

test('ids are set once and never replaced', () => {
  const named = applyReport(lost, { status: 'pending', orderId: 'OD1' }, 'status', 3);
  const paid = applyReport(named, { status: 'successful', orderId: 'OD2', paymentId: 'PR1' }, 'webhook', 4);
  expect(paid).toMatchObject({ status: 'successful', orderId: 'OD1', paymentId: 'PR1' });
  expect(applyReport(paid, { status: 'failed', paymentId: 'PR2' }, 'status', 5)).toBe(paid);
});
