import { expect, test } from 'vitest';
import { problem, Problem, PROBLEM_CODES, PROBLEMS } from './index.ts';

test.each(PROBLEM_CODES)('%s has a complete row and can be parsed', (code) => {
  const { http, message } = PROBLEMS[code];
  expect(http).toBeGreaterThanOrEqual(200);
  expect(message).toMatch(/^[A-Z].*\.$/);
  expect(Problem.parse(JSON.parse(JSON.stringify(problem(code))))).toEqual({ code, message });
});

test('a code that is not in the table is refused', () => {
  expect(Problem.safeParse({ code: 'sorry', message: '' }).success).toBe(false);
});
