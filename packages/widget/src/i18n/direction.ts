// The direction of a language, and what it means for values in another script.
import { isLanguage, LANGUAGES } from '@eximpe/contract/languages';

/** Right-to-left languages that a shop may add. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['fa', 'he']);

/** Also works for languages that a shop adds. */
export const directionOf = (lang: string): 'ltr' | 'rtl' =>
  isLanguage(lang) ? LANGUAGES[lang].direction : RIGHT_TO_LEFT.has(lang) ? 'rtl' : 'ltr';

/** First-strong isolate … pop: Unicode's marks around a text with its own direction. */
const isolated = (value: string): string => `\u2068${value}\u2069`;

/** Replaces `{names}` by values. In a right-to-left line each value is isolated; otherwise amounts and dates would be reversed. */
export function putIn(text: string, values: Readonly<Record<string, string>> | undefined, lang: string): string {
  const isRtl = directionOf(lang) === 'rtl';
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values?.[name];
    return value === undefined ? whole : isRtl ? isolated(value) : value;
  });
}

/** Joins the items with the language's comma: `a, b, c`. */
export const commaList = (items: readonly string[], lang: string): string =>
  items.join(directionOf(lang) === 'rtl' ? '، ' : ', ');
