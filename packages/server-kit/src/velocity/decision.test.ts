import { PROBLEM_CODES } from '@eximpe/contract';
import { expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import type { Attempt } from '../payments/attempt/attempt.ts';
import { decisionOf } from './decision.ts';

test.each<[string, Partial<Attempt>, 'paid' | 'declined' | undefined]>([
  ['undecided', {}, undefined],
  ['paid', { status: 'successful' }, 'paid'],
  ['declined', { status: 'failed', problem: 'card_declined' }, 'declined'],
  ['refused by the bank without an order', { charge: 'refused', problem: 'insufficient_funds' }, 'declined'],
  ['refused through the shop’s fault', { charge: 'refused', problem: 'merchant_misconfigured' }, undefined],
  ['refused because EximPe is unreachable', { charge: 'refused', problem: 'gateway_unreachable' }, undefined],
  ['cancelled by the shopper', { status: 'failed', problem: 'challenge_cancelled' }, undefined],
  ['failed because the bank’s page was refused', { status: 'failed', problem: 'challenge_unavailable' }, undefined],
  ['cancelled, and undecided at the bank', { problem: 'challenge_failed' }, undefined],
])('an attempt that is %s', (_, attempt, outcome) => {
  expect(decisionOf(anAttempt(attempt))?.outcome).toBe(outcome);
});

test('the card of a saved card is not counted', () => {
  const declined = { status: 'failed', problem: 'card_declined' } as const;
  expect(decisionOf(anAttempt({ ...declined, savedCard: true }))?.cardHash).toBeNull();
  expect(decisionOf(anAttempt(declined))?.cardHash).toBe('hash');
});

test('only problems caused by shoppers and issuers count as declines', () => {
  const declines = PROBLEM_CODES.filter((problem) => decisionOf(anAttempt({ status: 'failed', problem })));
  expect(declines).toEqual([
    'card_declined',
    'insufficient_funds',
    'card_expired',
    'cvc_incorrect',
    'challenge_failed',
  ]);
});
