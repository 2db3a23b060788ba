import { expect, test } from 'vitest';
import { languageFor } from './accept-language.ts';

test.each([
  [null, undefined, undefined],
  ['hi', 'ta,en', 'hi'],
  ['HI_IN', undefined, 'hi'],
  ['xx', 'ta-IN,en;q=0.8', 'ta'],
  [null, 'fr-FR,fr;q=0.9,ur;q=0.4,bn;q=0.6', 'bn'],
  [null, 'hi;q=0,mr', 'mr'],
  [null, 'fr, *;q=0.1', undefined],
  [null, ',;q=,=,;;', undefined],
])('a link for %s and a browser for %s get %s', (wish, accepted, expected) => {
  expect(languageFor(wish, accepted)).toBe(expected);
});
