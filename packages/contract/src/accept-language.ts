// Chooses the language of a page: first the one its address requests, then the browser's languages.
import { isLanguage, type Language } from './languages.ts';

const LONGEST_HEADER = 500;

/**
 * The first language for which we have words, `hi` for `hi-IN` and `hi_IN`; undefined if there is none.
 * @param accepted the header `Accept-Language`
 */
export function languageFor(wish: string | null, accepted: string | null | undefined): Language | undefined {
  const codes = [wish ?? '', ...byPreference(accepted ?? '')].map((tag) => tag.toLowerCase().split(/[-_]/)[0] ?? '');
  return codes.find(isLanguage);
}

/** @see RFC 9110, 12.5.4 */
const byPreference = (header: string): string[] =>
  header
    .slice(0, LONGEST_HEADER)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    // oxlint-disable-next-line unicorn/no-array-sort -- a list of our own
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
