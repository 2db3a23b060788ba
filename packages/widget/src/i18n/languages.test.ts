import { LANGUAGE_CODES, LANGUAGES } from '@eximpe/contract/languages';
import { expect, test } from 'vitest';
import { FORM_WORDS, PAGE_WORDS } from './catalogues.ts';
import { form as en } from './lang/en.ts';
import { directionOf, commaList, putIn } from './direction.ts';
import { languageOf, messagesIn, registerLanguage } from './languages.ts';
import { wordsOf } from './messages.ts';
import { printAmount } from './money.ts';
import { EDITION, pack, unpack } from './packed-messages.ts';

test('each row of the language table has its file, and each file its row', () => {
  for (const words of [FORM_WORDS, PAGE_WORDS]) expect(new Set(Object.keys(words))).toEqual(new Set(LANGUAGE_CODES));
});

test.each(LANGUAGE_CODES)('%s is unpacked unchanged', (lang) => {
  expect(unpack(pack(FORM_WORDS[lang]))).toEqual(FORM_WORDS[lang]);
});

test('a new key, or another order, is a new edition', () => {
  const order = Object.keys(en)
    .join()
    .split('')
    .reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) | 0, 0);
  expect({ [EDITION]: order }, 'raise EDITION in packed-messages.ts and write the new sum here').toEqual({
    11: -1263716195,
  });
});

test('a catalogue of another edition is refused', () => {
  const [edition, ...texts] = pack(en);
  expect(unpack([Number(edition) + 1, ...texts])).toBeUndefined();
});

test('the language comes from the nearest element that names one, through shadow roots', () => {
  const page = document.createElement('div');
  page.lang = 'hi-IN';
  const inside = page.attachShadow({ mode: 'open' }).appendChild(document.createElement('p'));
  expect(languageOf(inside)).toBe('hi');
  inside.lang = 'ta';
  expect(languageOf(inside)).toBe('ta');
  // As in shops in Java and PHP.
  inside.lang = 'mr_IN';
  expect(languageOf(inside)).toBe('mr');
});

test('an unknown language becomes English, as does one that does not load', async () => {
  expect(messagesIn('fr', () => {})).toBe(en);
  await new Promise<void>((arrived) => void messagesIn('mr', arrived));
  expect(messagesIn('mr', () => {})).toBe(en);
});

test('a registered language is available at once', () => {
  registerLanguage('gu', pack({ ...en, pay_plain: 'ચૂકવો' }));
  expect(messagesIn('gu', () => {}).pay_plain).toBe('ચૂકવો');
});

test.each(LANGUAGE_CODES)('the example of a date stays on one line in %s', (lang) => {
  expect(wordsOf(FORM_WORDS[lang], lang)('expiry_incomplete')).toContain('05\u00a0/\u00a030');
});

test('a shop can choose its own texts', () => {
  expect(wordsOf(en, 'en', { pay: 'Donate {amount}' })('pay', { amount: '₹5' })).toBe('Donate ₹5');
});

test.each(LANGUAGE_CODES)(
  'a lakh in %s has the digits of the card and of the bank’s page, unless the shop wants the script’s own',
  (lang) => {
    expect(printAmount('100000.00', lang, 'latin')).toBe('₹1,00,000.00');
    for (const amount of ['0.01', '7.50', '999.00', '1000.00', '12345.67', '1234567.89', '10000000.00']) {
      const { ownDigits } = LANGUAGES[lang];
      const inDigits = (numberingSystem: string) =>
        new Intl.NumberFormat('en-IN', { style: 'currency', currency: 'INR', numberingSystem }).format(Number(amount));
      expect(printAmount(amount, lang, 'latin')).toBe(inDigits('latn'));
      expect(printAmount(amount, lang, 'own')).toBe(inDigits(ownDigits));
      if (lang !== 'en') expect(printAmount(amount, lang, 'own')).not.toMatch(/[0-9]/);
    }
  },
);

test.each([
  ['mr', '₹१,००,०००.००'],
  ['bn', '₹১,০০,০০০.০০'],
  ['ta', '₹௧,௦௦,௦௦௦.௦௦'],
  ['ur', '₹۱٬۰۰٬۰۰۰٫۰۰'],
  ['fr', '₹1,00,000.00'],
])('a lakh in the own digits of %s is %s', (lang, printed) => {
  expect(printAmount('100000.00', lang, 'own')).toBe(printed);
});

test('Urdu and Arabic run from right to left, as does such a language that a shop adds', () => {
  expect(['en', 'hi', 'ur', 'ar', 'he', 'fr'].map(directionOf)).toEqual(['ltr', 'ltr', 'rtl', 'rtl', 'rtl', 'ltr']);
});

test('values are isolated in right-to-left text, and only there', () => {
  expect(putIn('{amount} ادا کریں', { amount: '₹5' }, 'ur')).toBe('\u2068₹5\u2069 ادا کریں');
  expect(putIn('Pay {amount} {else}', { amount: '₹5' }, 'en')).toBe('Pay ₹5 {else}');
  expect(commaList(['a', 'b'], 'ar')).toBe('a، b');
  expect(commaList(['a', 'b'], 'hi')).toBe('a, b');
});
