import fc from 'fast-check';
import { expect, test } from 'vitest';
import { maskDigits, type Edit } from './digit-mask.ts';

const FOURS = [4, 8, 12, 16];
/** `1234|5` ↔ text and caret. */
const read = (drawn: string): { text: string; caret: number } => ({
  text: drawn.replace('|', ''),
  caret: drawn.indexOf('|'),
});
const draw = ({ text, caret }: { text: string; caret: number }): string =>
  `${text.slice(0, caret)}|${text.slice(caret)}`;

test.each<[string, Edit, number | undefined, string]>([
  ['1234|', 'insert', undefined, '1234|'],
  ['12345|', 'insert', undefined, '1234 5|'],
  ['1239|4 567', 'insert', undefined, '1239 |4567'],
  ['12 34-56\u00a078|', 'insert', undefined, '1234 5678|'],
  ['४१११९|', 'insert', undefined, '4111 9|'],
  ['1234|5', 'deleteBackward', 5, '123|5'],
  ['1234|5678', 'deleteForward', 8, '1234| 678'],
  ['1234 |', 'deleteBackward', 5, '1234|'],
  ['|', 'deleteBackward', 1, '|'],
  ['12345678901234567890123|', 'insert', undefined, '1234 5678 9012 3456 789|'],
])('%s after %s (of %s digits) becomes %s', (before, edit, digitsBefore, after) => {
  expect(draw(maskDigits(read(before), FOURS, 19, edit, digitsBefore))).toBe(after);
});

test('the digits before the caret stay before it, wherever text is inserted', () => {
  const digits = (text: string): string => text.replace(/\D/g, '');
  fc.assert(
    fc.property(fc.stringMatching(/^[\d -]{0,19}$/), fc.nat(19), (text, at) => {
      const caret = Math.min(at, text.length);
      const masked = maskDigits({ text, caret }, FOURS, 19);
      expect(digits(masked.text)).toBe(digits(text));
      expect(digits(masked.text.slice(0, masked.caret))).toBe(digits(text.slice(0, caret)));
    }),
  );
});
