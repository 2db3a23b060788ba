import { expect, test } from 'vitest';
import { isLanguage, LANGUAGE_CODES } from './index.ts';

test('thirteen languages, English first', () => {
  expect(LANGUAGE_CODES).toEqual(['en', 'hi', 'bn', 'mr', 'te', 'ta', 'gu', 'kn', 'ml', 'pa', 'or', 'ur', 'ar']);
});

test.each(['fr', 'HI', 'hi-IN', '', 'constructor', '__proto__'])('%j is no language of the table', (code) => {
  expect(isLanguage(code)).toBe(false);
});
