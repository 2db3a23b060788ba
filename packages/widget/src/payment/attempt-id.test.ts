import { AttemptId } from '@eximpe/contract';
import { expect, test } from 'vitest';
import { newAttemptId } from './attempt-id.ts';

test('every attempt to pay has its own id, in the format that the server accepts', () => {
  const names = Array.from({ length: 500 }, newAttemptId);
  expect(new Set(names).size).toBe(500);
  for (const name of names) expect(AttemptId.parse(name)).toBe(name);
});
