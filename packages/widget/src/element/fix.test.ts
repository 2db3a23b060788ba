import { PROBLEM_CODES, PROBLEMS } from '@eximpe/contract';
import { expect, test } from 'vitest';
import { needsOtherCard } from './fix.ts';

test('the form asks for another card exactly where the contract says that only another card helps', () => {
  expect(PROBLEM_CODES.filter(needsOtherCard)).toEqual(
    PROBLEM_CODES.filter((code) => PROBLEMS[code].retry === 'other_card'),
  );
});
