// Nothing that is shown contains a card number.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { TEST_CARDS } from '../test-cards.ts';
import { maskBody, maskText } from './masking.ts';

test('a card number is masked anywhere in a text, with or without spaces', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...TEST_CARDS),
      fc.string({ maxLength: 320 }).map((text) => text.replaceAll(/\d/g, '.')),
      fc.string({ maxLength: 20 }).map((text) => text.replaceAll(/\d/g, '.')),
      fc.constantFrom('', ' ', '-'),
      ({ number }, before, after, gap) => {
        const shown = maskText(before + number.split('').join(gap) + after).replaceAll(/[ -]/g, '');
        expect(shown).not.toContain(number.slice(0, 7));
      },
    ),
  );
});

test('security codes and one-time passwords are not shown at all, and depth is limited', () => {
  const deep = Array.from({ length: 5_000 }).reduce<unknown>((inner) => ({ inner }), 'x');
  expect(maskBody({ card_details: { cvv: '123' }, otp: 123456, number: 4895380110000003, deep })).toMatchObject({
    card_details: { cvv: '***' },
    otp: '***',
    number: 'XXXXXXXXXXXX0003',
  });
});

test('a UUID is not a card number, however many consecutive digits it has', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      expect(maskText(`CF-${uuid} /return/${uuid}?a=1`)).toBe(`CF-${uuid} /return/${uuid}?a=1`);
    }),
  );
  const text = 'CF-0414c0b0-3d86-4141-8269-84603919cb6a';
  expect(maskText(text)).toBe(text);
  expect(maskText(`4895380110000003-${text}`)).not.toContain('489538');
});
