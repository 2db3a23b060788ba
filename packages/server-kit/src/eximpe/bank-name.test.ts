import { expect, test } from 'vitest';
import { bankNameFrom } from './bank-name.ts';

test.each([
  ['hdfc bank', 'HDFC Bank'],
  ['HDFC BANK', 'HDFC Bank'],
  [' state  bank of india ', 'State Bank of India'],
  ['bank of baroda', 'Bank of Baroda'],
  ['citibank', 'Citibank'],
  ['american express', 'American Express'],
  // This one is already capitalized with care.
  ['Kotak Mahindra Bank Ltd', 'Kotak Mahindra Bank Ltd'],
  ['भारतीय स्टेट बैंक', 'भारतीय स्टेट बैंक'],
  ['', null],
  ['  ', null],
  [null, null],
  [undefined, null],
  ['x'.repeat(300), `X${'x'.repeat(199)}`],
])('%j is shown as %j', (name, shown) => {
  expect(bankNameFrom(name)).toBe(shown);
});
