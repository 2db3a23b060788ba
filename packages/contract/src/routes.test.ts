import { expect, test } from 'vitest';
import { path, ROUTES } from './index.ts';

test('fills every parameter, percent-encoded, under the mount', () => {
  expect(path('/eximpe/', 'checkout', { reference: 'a/b ?#' })).toBe('/eximpe/checkouts/a%2Fb%20%3F%23');
  expect(path('', 'payments')).toBe('/payments');
  expect(path('/shop/pay', 'launch', { handle: 'h.1_2-3' })).toBe('/shop/pay/payments/h.1_2-3/launch');
});

test.each(Object.entries(ROUTES))('%s is an absolute pattern with distinct parameters', (_, pattern) => {
  expect(pattern.startsWith('/')).toBe(true);
  const names = [...pattern.matchAll(/:(\w+)/g)].map((match) => match[1]);
  expect(new Set(names).size).toBe(names.length);
});
