import { expect, test } from 'vitest';
import { anAttempt } from '../../../test/attempts.ts';
import type { Attempt } from '../attempt/attempt.ts';
import { messagesOf } from './outgoing.ts';

const NOW_MS = 1_800_000_000_000;
const said = (before: Partial<Attempt>, after: Partial<Attempt>): string[] =>
  messagesOf(anAttempt(before), anAttempt({ ...before, ...after }), NOW_MS).map((message) =>
    message.topic === 'attention' ? message.notice.type : message.topic,
  );

test.each<[string, Partial<Attempt>, Partial<Attempt>, string[]]>([
  ['a capture', {}, { status: 'successful' }, ['captured']],
  ['a failure', {}, { status: 'failed' }, ['failed']],
  ['a repeated capture', { status: 'successful' }, { status: 'successful', paymentId: 'PR1' }, []],
  [
    'a capture after a failure, at an old price, with a different amount',
    { status: 'failed', price: '2000.00' },
    { status: 'successful', afterFailure: true, capturedAmount: '999.00' },
    ['captured', 'captured_after_failure', 'amount_mismatch', 'price_changed'],
  ],
  ['another currency', {}, { capturedAmount: '1000.00', capturedCurrency: 'USD' }, ['amount_mismatch']],
  ['the requested amount', {}, { capturedAmount: '1000.00', capturedCurrency: 'INR' }, []],
  [
    'today’s price, captured of an order that was more when it was charged',
    { price: '900.00' },
    { status: 'successful', capturedAmount: '900.00' },
    ['captured', 'amount_mismatch'],
  ],
  [
    'less than the price, which has not changed',
    {},
    { status: 'successful', capturedAmount: '900.00' },
    ['captured', 'amount_mismatch'],
  ],
  ['a withdrawn checkout', { price: null }, { status: 'successful' }, ['captured', 'price_changed']],
  ['a price that changes before it is paid', {}, { price: '2000.00' }, []],
  ['an unexplained charge', {}, { needsAttention: true }, ['charge_unexplained']],
  ['a second capture', { status: 'successful' }, { role: 'second', secondTo: 'x' }, ['second_capture']],
  ['a refund that EximPe refuses', { refund: 'due' }, { refund: 'refused' }, ['refund_refused']],
  ['a refund that fails after all', { refund: 'refunded' }, { refund: 'failed' }, ['refund_failed']],
  ['a refund that is done', { refund: 'requested' }, { refund: 'refunded' }, []],
  [
    'a paid checkout, whose papers are due later',
    { status: 'successful', paidAt: '2026-11-28T10:00:00.000Z' },
    { role: 'payment' },
    ['papers_due'],
  ],
])('%s causes the right messages', (_, before, after, messages) => {
  expect(said(before, after)).toEqual(messages);
});

test('each message has its own place in the queue, and is due at once', () => {
  const messages = messagesOf(anAttempt(), anAttempt({ status: 'successful', price: '2000.00' }), NOW_MS);
  const places = messages.map(({ createdAtMs }) => createdAtMs);
  expect(new Set(places).size).toBe(2);
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  for (const { createdAtMs, dueAtMs } of messages) expect(Math.max(createdAtMs, dueAtMs)).toBeLessThanOrEqual(NOW_MS);
});

test('if the kit refunds one of two captures, the notice says which', () => {
  const notice = (more: Partial<Attempt>) =>
    messagesOf(anAttempt({ id: 'b' }), anAttempt({ id: 'b', secondTo: 'a', ...more }), NOW_MS).map((message) =>
      message.topic === 'attention' && message.notice.type === 'second_capture' ? message.notice.refunding : undefined,
    );
  expect(notice({ role: 'second', refundsSecond: true })).toEqual(['b']);
  expect(notice({ role: 'replacement', refundsSecond: true })).toEqual(expect.arrayContaining(['a']));
  expect(notice({ role: 'second' })).toEqual([null]);
});

test.each<[string, Partial<Attempt>, Partial<Attempt>]>([
  ['price_changed', { price: '2000.00' }, { status: 'successful', capturedAmount: '900.00' }],
  ['refund_failed', { capturedAmount: '900.00', refund: 'requested' }, { refund: 'failed' }],
])('%s names the captured amount, not the requested one', (type, before, after) => {
  const notices = messagesOf(anAttempt(before), anAttempt({ ...before, ...after }), NOW_MS).flatMap((message) =>
    message.topic === 'attention' ? [message.notice] : [],
  );
  const notice = notices.find((one) => one.type === type);
  expect(notice).toMatchObject(type === 'price_changed' ? { paid: '900.00', price: '2000.00' } : { amount: '900.00' });
});
