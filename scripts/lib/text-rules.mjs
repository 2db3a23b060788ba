// What is wrong with a translation as far as a machine can tell.
import { LANGUAGES } from '../../packages/contract/dist/languages.js';

/** Loan words that end in a virama: what follows must not melt into a ligature with them, so a zero-width non-joiner stands between. */
const LOAN_WORDS = {
  te: ['కార్డ్', 'బ్యాంక్', 'యాప్', 'షాప్', 'నెట్', 'కార్ట్', 'ఆర్డర్', 'ఆన్', 'ఆఫ్', 'లైన్', 'టోకెన్', 'నంబర్'],
  kn: ['ಕಾರ್ಡ್', 'ಆ್ಯಪ್', 'ನೆಟ್', 'ಕಾರ್ಟ್', 'ಆರ್ಡರ್', 'ಆನ್', 'ಆಫ್'],
  ml: ['പേയ്', 'നെറ്റ്', 'ഓഫ്'],
  or: ['ଆପ୍'],
};
const ZWNJ = '\u200c';
/** No-break space, zero-width joiner, marks of direction, byte order mark. */
const UNSEEN = ['\u00a0', '\u200d', '\u200e', '\u200f', '\ufeff'];
const VIRAMA = /[\u094d\u09cd\u0a4d\u0acd\u0b4d\u0bcd\u0c4d\u0ccd\u0d4d]/;

const placeholders = (text) => (text.match(/\{\w+\}/g) ?? []).toSorted().join(' ');

/** Sentences about one text; none where it is right. */
export function faultsOf(lang, english, text) {
  const found = [];
  if (!text.trim()) found.push('is empty');
  if (text !== text.trim()) found.push('begins or ends with a space');
  if (text !== text.normalize('NFC')) found.push('is not normalised (NFC)');
  if (placeholders(text) !== placeholders(english))
    found.push(`has different {names} than the English: ${placeholders(english)}`);
  if (UNSEEN.some((mark) => text.includes(mark)))
    found.push('contains an invisible character: a joiner, a no-break space or a direction mark');
  for (const [at, letter] of [...text].entries())
    if (letter === ZWNJ && !VIRAMA.test([...text][at - 1] ?? ''))
      found.push('has a zero-width non-joiner without a virama before it');
  for (const word of LOAN_WORDS[lang] ?? []) {
    const next = text.split(word).slice(1);
    if (next.some((rest) => /^\p{Lo}/u.test(rest))) found.push(`lacks a zero-width non-joiner (U+200C) after ${word}`);
  }
  if (LANGUAGES[lang]?.direction === 'rtl' && /\d \/ \d/.test(text.replace(/\u2066[^\u2069]*\u2069/g, '')))
    found.push('has a date that is not isolated: U+2066 … U+2069');
  return found;
}
