// The languages of the form and of the server-kit's own pages. Without zod, for the shopper's phone.

interface LanguageRow {
  readonly direction: 'ltr' | 'rtl';
  /** Unicode's name of the digits that amounts are written in: those of `Intl` for this language in India. */
  readonly numberingSystem: 'latn' | 'beng' | 'deva' | 'arabext';
}

const row = (
  direction: LanguageRow['direction'] = 'ltr',
  numberingSystem: LanguageRow['numberingSystem'] = 'latn',
): LanguageRow => ({ direction, numberingSystem });

/** By ISO 639-1 code, in the order in which they are offered. Each needs its words; the compiler says which are missing. */
export const LANGUAGES = {
  /** English */
  en: row(),
  /** Hindi */
  hi: row(),
  /** Bengali */
  bn: row('ltr', 'beng'),
  /** Marathi */
  mr: row('ltr', 'deva'),
  /** Telugu */
  te: row(),
  /** Tamil */
  ta: row(),
  /** Gujarati */
  gu: row(),
  /** Kannada */
  kn: row(),
  /** Malayalam */
  ml: row(),
  /** Punjabi */
  pa: row(),
  /** Odia */
  or: row(),
  /** Urdu */
  ur: row('rtl', 'arabext'),
  /** Arabic */
  ar: row('rtl'),
} as const satisfies Readonly<Record<string, LanguageRow>>;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as [Language, ...Language[]];

/** Exact: `hi`, not `hi-IN` or `HI`. */
export const isLanguage = (code: string): code is Language => Object.hasOwn(LANGUAGES, code);
