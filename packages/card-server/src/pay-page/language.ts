// The language of the pay page: the link's, then the browser's, then the shop's.
import { isLanguage, type Language } from '@eximpe/contract/languages';

/**
 * @param wish `?lang=` of the link
 * @param accepted the header `Accept-Language`
 */
export function languageFor(wish: string | null, accepted: string | undefined, usual: Language): Language {
  const codes = [wish ?? '', ...byPreference(accepted ?? '')].map((tag) => tag.toLowerCase().split(/[-_]/)[0] ?? '');
  return codes.find(isLanguage) ?? usual;
}

/** @see RFC 9110, 12.5.4 */
const byPreference = (header: string): string[] =>
  header
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/);
      const quality = parameters.find((parameter) => parameter.startsWith('q='))?.slice(2);
      return { tag, quality: quality === undefined ? 1 : Number(quality) };
    })
    .filter(({ quality }) => quality > 0)
    .toSorted((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
