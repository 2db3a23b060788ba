import fc from 'fast-check';
import { expect, test } from 'vitest';
import { redact, redactForeign } from './redact.ts';

const PAN = '4895380110000003';

test.each([
  [PAN],
  ['4895 3801 1000 0003'],
  ['4895.3801.1000.0003'],
  ['4895\t3801-1000 0003'],
  [`${PAN} 123`],
  [`${PAN} 12/30`],
  [`INSERT failed: (${PAN} 05 2030)`],
  [`id9${PAN}`],
  ['5123456789012346737'],
  ['374245455400126'],
])('no card number remains in %s', (text) => {
  const digits = (said: unknown): string => JSON.stringify(said).replaceAll(/\D/g, '');
  for (const said of [redact(text), redact({ why: text }), redact(new Error(text)), redactForeign(text)]) {
    expect(digits(said)).not.toMatch(/4895380110000003|5123456789012346|374245455400126/);
  }
});

test('no card number remains in a number', () => {
  expect(redact({ card: Number(PAN), big: BigInt(PAN) })).toEqual({ card: '[digits]', big: '[digits]' });
});

test('a card number is removed even between other digits', () => {
  const around = fc.stringMatching(/^[\d .\-/:a-z]{0,12}$/);
  fc.assert(
    fc.property(around, around, (before, after) => {
      expect(String(redact(`${before}${PAN}${after}`))).not.toContain(PAN);
    }),
  );
});

test.each([['order OD2435876801 at 1795392000000'], ['2026-11-22T10:00:00.000Z'], ['took 12 ms'], ['₹1,00,000.00']])(
  '%s stays readable',
  (text) => expect(redact(text)).toBe(text),
);

test('the id of an attempt stays readable, whatever its digits', () => {
  fc.assert(
    fc.property(fc.uuid(), (uuid) => {
      for (const text of [`CF-${uuid}`, `/return/${uuid}?lang=en`]) {
        expect(redact(text)).toBe(text);
        expect(redactForeign(text)).toBe(text);
      }
    }),
  );
  expect(redact('CF-0414c0b0-3d86-4141-8269-84603919cb6a')).toContain('4141-8269-84603919');
  expect(redact(`${PAN}-0414c0b0-3d86-4141-8269-84603919cb6a`)).not.toContain('489538');
});

test('an AggregateError keeps the messages of its errors, redacted too', () => {
  const refused = new AggregateError([new Error('connect ECONNREFUSED ::1:5432'), new Error(`card ${PAN}`)]);
  expect(redact(refused)).toMatchObject({
    name: 'AggregateError',
    errors: [{ message: 'connect ECONNREFUSED ::1:5432' }, { message: 'card [digits]' }],
  });
});

test('a date stays a date', () => {
  const at = new Date(0);
  expect(redact({ at })).toEqual({ at });
});
