import { PROBLEM_CODES, PROBLEMS } from '@eximpe/contract';
import { expect, test } from 'vitest';
import { problemWord } from './problem-words.ts';

test('every problem that the shopper, the bank or time can solve has its own text; the rest is for the shop', () => {
  const forTheShop = PROBLEM_CODES.filter((code) => problemWord(code) === 'problem_shop');
  expect(forTheShop).toEqual([
    'challenge_unavailable',
    'request_invalid',
    'origin_refused',
    'transport_insecure',
    'not_found',
    'attempt_conflict',
    'merchant_misconfigured',
  ]);
  expect(forTheShop.map((code) => PROBLEMS[code].fixer)).not.toContain('cardholder');
});
