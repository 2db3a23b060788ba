import { AttemptId } from '@eximpe/contract';
import { expect, test } from 'vitest';
import { newAttemptId } from './attempt-id.ts';

test('every try to pay has a name of its own, of the form the server takes', () => {
  const names = Array.from({ length: 500 }, newAttemptId);
  expect(new Set(names).size).toBe(500);
  for (const name of names) expect(AttemptId.parse(name)).toBe(name);
});
