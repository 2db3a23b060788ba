import { expect, test, vi } from 'vitest';
import { latePolicy } from './late-policy.ts';

const rules = { createHTML: (html: string): unknown => `safe ${html}` };

test('the policy is created with the first template, once, under the form’s own name', () => {
  const createPolicy = vi.fn(() => rules);
  const policy = latePolicy({ createPolicy });
  expect(createPolicy).not.toHaveBeenCalled();
  expect([policy.createHTML('<p>'), policy.createHTML('<b>')]).toEqual(['safe <p>', 'safe <b>']);
  expect(createPolicy.mock.calls.map(([name]: unknown[]) => name)).toEqual(['eximpe-card-form']);
});

test('a page that refuses the policy gets plain text', () => {
  const policy = latePolicy({
    createPolicy: () => {
      throw new TypeError('Policy "eximpe-card-form" disallowed.');
    },
  });
  expect(policy.createHTML('<p>')).toBe('<p>');
});
