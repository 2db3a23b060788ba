// Which way a language runs, and what that means for words of another script inside it.
import { isLanguage, LANGUAGES } from '@eximpe/contract/languages';

/** Languages from right to left that a shop may add. */
const RIGHT_TO_LEFT: ReadonlySet<string> = new Set(['fa', 'he']);

/** Also of languages that a shop adds. */
export const directionOf = (lang: string): 'ltr' | 'rtl' =>
  isLanguage(lang) ? LANGUAGES[lang].direction : RIGHT_TO_LEFT.has(lang) ? 'rtl' : 'ltr';

/** First-strong isolate … pop: Unicode's marks around a part whose direction is its own. */
const isolated = (value: string): string => `\u2068${value}\u2069`;

/** Puts values for `{names}`. In a line from right to left each is isolated, or amounts and dates would turn round. */
export function putIn(text: string, values: Readonly<Record<string, string>> | undefined, lang: string): string {
  const isRtl = directionOf(lang) === 'rtl';
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values?.[name];
    return value === undefined ? whole : isRtl ? isolated(value) : value;
  });
}

/** `a, b, c`, with the comma of the language. */
export const commaList = (items: readonly string[], lang: string): string =>
  items.join(directionOf(lang) === 'rtl' ? '، ' : ', ');
