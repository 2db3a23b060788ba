import { describe, expect, test } from 'vitest';
import { amountFrom, declineFrom, momentFrom, mopFrom, networkFrom, reasonFrom, statusFrom } from './translate.ts';

test.each([
  ['payment_pending', 'pending'],
  ['payment_successful', 'successful'],
  ['PAYMENT_SUCCESSFUL', 'successful'],
  ['CAPTURED', 'successful'],
  ['captured', 'successful'],
  ['failed', 'failed'],
  ['FAILED', 'failed'],
  ['payment_failed', 'failed'],
  ['payment_cancelled', 'failed'],
  ['payment_expired', 'failed'],
  ['payment_rejected', 'failed'],
  ['SUCCESS', 'pending'],
  ['invalid', 'pending'],
  ['', 'pending'],
  [undefined, 'pending'],
  [{ status: 'failed' }, 'pending'],
])('the status %j means %s, and unknown ones mean pending', (word, status) => {
  expect(statusFrom(word)).toBe(status);
});

describe('why a payment failed', () => {
  test.each([
    [['CARD_DECLINED'], 'card_declined'],
    [['FAILED', null, 'Payment declined by bank'], 'card_declined'],
    [['INSUFFICIENT_FUNDS'], 'insufficient_funds'],
    [['FAILED', 'Insufficient funds in the account'], 'insufficient_funds'],
    [['EXPIRED_CARD'], 'card_expired'],
    [['Card has expired'], 'card_expired'],
    [['INVALID_CVV'], 'cvc_incorrect'],
    [['Incorrect CVV provided'], 'cvc_incorrect'],
    [['3DS_FAILED'], 'challenge_failed'],
    [['3D Secure authentication failed'], 'challenge_failed'],
    [['Cancelled by user'], 'challenge_cancelled'],
    [['payment_expired', null], 'challenge_cancelled'],
    [['NETWORK_ERROR'], 'gateway_unreachable'],
    [[undefined, null, 7], 'card_declined'],
  ])('%j: %s', (words, code) => {
    expect(reasonFrom(...words)).toBe(code);
  });

  test('only the guide’s own categories make a refusal a decline', () => {
    expect(declineFrom('ERR_X', 'INSUFFICIENT_FUNDS')).toBe('insufficient_funds');
    expect(declineFrom('ERR_ORDER_002', 'Validation error', 'session expired')).toBeUndefined();
  });
});

test.each([
  ['VISA', 'visa'],
  ['sbi_maestro', 'maestro'],
  ['American Express', 'amex'],
  ['jcb', null],
])('the network %s is %s', (word, network) => expect(networkFrom(word)).toBe(network));

test.each([
  ['CREDIT_CARD', 'credit_card'],
  ['debit', 'debit_card'],
  ['CARD', null],
])('the type %s is %s', (word, mop) => expect(mopFrom(word)).toBe(mop));

test.each([
  [1000, '1000.00'],
  ['721', '721.00'],
  ['0.5', '0.50'],
  ['', undefined],
  ['a lot', undefined],
  [Number.NaN, undefined],
  [null, undefined],
  [{}, undefined],
])('the amount %j is %s', (value, amount) => {
  expect(amountFrom(value)).toBe(amount);
});

test.each([
  ['2025-06-24T12:30:44.000000Z', '2025-06-24T12:30:44.000Z'],
  ['2025-06-25 12:15:48+00:00', '2025-06-25T12:15:48.000Z'],
  ['2026-06-09T09:23:48+05:30', '2026-06-09T03:53:48.000Z'],
  ['2024-02-15 16:53:15Z', '2024-02-15T16:53:15.000Z'],
  ['2026-06-03T14:30:02.854654', '2026-06-03T14:30:02.854Z'],
  ['2024-02-15 16:53:15', '2024-02-15T16:53:15.000Z'],
  ['2024-02-30T99:99:99Z', undefined],
  ['tomorrow', undefined],
  ['2026', undefined],
  ['', undefined],
  [1_739_356_200, undefined],
  [null, undefined],
])('the moment %j is %s', (value, moment) => {
  expect(momentFrom(value)).toBe(moment);
});
