import { expect, test } from 'vitest';
import { payPath } from './addresses.ts';
import { wishesIn } from './wishes.ts';

test.each([
  ['', ''],
  ['lang=ta', '?lang=ta'],
  ['lang=HI_IN', '?lang=hi'],
  ['challenge=redirect&lang=ta', '?lang=ta&challenge=redirect'],
  ['challenge=popup', '?challenge=popup'],
  ['challenge=auto', ''],
  // The page contains no other document.
  ['challenge=iframe', ''],
  ['lang=xx&challenge=&challenge=popup&to=//x.example', ''],
  ['lang="><script>&challenge="><script>', ''],
])('a link with ?%s leads back to the page with %s', (query, kept) => {
  expect(payPath('order 1', wishesIn(new URLSearchParams(query)))).toBe(`/pay/order%201${kept}`);
});
