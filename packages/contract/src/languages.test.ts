import { expect, test } from 'vitest';
import { isLanguage, LANGUAGE_CODES } from './index.ts';

test('there are thirteen languages, English first', () => {
  expect(LANGUAGE_CODES).toEqual(['en', 'hi', 'bn', 'mr', 'te', 'ta', 'gu', 'kn', 'ml', 'pa', 'or', 'ur', 'ar']);
});

test.each(['fr', 'HI', 'hi-IN', '', 'constructor', '__proto__'])('%j is not in the language table', (code) => {
  expect(isLanguage(code)).toBe(false);
});
