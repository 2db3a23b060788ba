import { expect, test } from 'vitest';
import { siteOf } from './site.ts';

test.each([
  ['shop.example', 'shop.example'],
  ['pay.shop.example', 'shop.example'],
  ['www.shop.example.', 'shop.example'],
  ['a.pay.shop.co.in', 'shop.co.in'],
  ['shop.vercel.app', 'shop.vercel.app'],
  ['vercel.app', null],
  ['co.in', null],
  ['localhost', null],
  ['203.0.113.9', null],
  ['[2001:db8::1]', null],
])('%s is of the site %s', (host, site) => {
  expect(siteOf(host)).toBe(site);
});
