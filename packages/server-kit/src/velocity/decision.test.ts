import { PROBLEM_CODES } from '@eximpe/contract';
import { expect, test } from 'vitest';
import { anAttempt } from '../../test/attempts.ts';
import type { Attempt } from '../payments/attempt/attempt.ts';
import { decisionOf } from './decision.ts';

test.each<[string, Partial<Attempt>, 'paid' | 'declined' | undefined]>([
  ['undecided', {}, undefined],
  ['paid', { status: 'successful' }, 'paid'],
  ['declined', { status: 'failed', problem: 'card_declined' }, 'declined'],
  ['refused by the bank instead of an order', { charge: 'refused', problem: 'insufficient_funds' }, 'declined'],
  ['refused for the shop’s fault', { charge: 'refused', problem: 'merchant_misconfigured' }, undefined],
  ['refused since EximPe is away', { charge: 'refused', problem: 'gateway_unreachable' }, undefined],
  ['one that the shopper left', { status: 'failed', problem: 'challenge_cancelled' }, undefined],
  ['one whose bank’s page was refused here', { status: 'failed', problem: 'challenge_unavailable' }, undefined],
  ['cancelled, and undecided at the bank', { problem: 'challenge_failed' }, undefined],
])('an attempt that is %s', (_, attempt, outcome) => {
  expect(decisionOf(anAttempt(attempt))?.outcome).toBe(outcome);
});

test('the card of a saved card is not counted', () => {
  const declined = { status: 'failed', problem: 'card_declined' } as const;
  expect(decisionOf(anAttempt({ ...declined, savedCard: true }))?.cardHash).toBeNull();
  expect(decisionOf(anAttempt(declined))?.cardHash).toBe('hash');
});

test('declines are what shoppers and issuers bring about', () => {
  const declines = PROBLEM_CODES.filter((problem) => decisionOf(anAttempt({ status: 'failed', problem })));
  expect(declines).toEqual([
    'card_declined',
    'insufficient_funds',
    'card_expired',
    'cvc_incorrect',
    'challenge_failed',
  ]);
});
