import { expect, test } from 'vitest';
import { addressUnder } from './wait.ts';

const here = 'https://shop.example/eximpe/challenge/wait/x?lang=en';

test.each([
  ['/eximpe', '/eximpe/challenge/abc', 'https://shop.example/eximpe/challenge/abc'],
  ['/eximpe/', 'https://shop.example/eximpe/challenge/abc', 'https://shop.example/eximpe/challenge/abc'],
  ['', '/challenge/abc', 'https://shop.example/challenge/abc'],
  ['/eximpe', '/eximpe/../account', undefined],
  ['/eximpe', '/eximpe-other/x', undefined],
  ['/eximpe', '//evil.example/eximpe/x', undefined],
  ['/eximpe', 'https://evil.example/eximpe/x', undefined],
  ['/eximpe', 'javascript:alert(1)//eximpe/', undefined],
  ['/eximpe', 'http://[', undefined],
])('under %j, %s leads to %s', (mount, launchUrl, address) => {
  expect(addressUnder(mount, launchUrl, here)).toBe(address);
});
