// The languages of the form and of the server-kit's own pages. Without zod, for the shopper's phone.

interface LanguageRow {
  readonly direction: 'ltr' | 'rtl';
  /** Unicode's name of the script's own digits, for shops that want amounts in them. Cards, banks and SMS show Latin digits. */
  readonly ownDigits: string;
}

const row = (ownDigits: string, direction: LanguageRow['direction'] = 'ltr'): LanguageRow => ({
  direction,
  ownDigits,
});

/** By ISO 639-1 code, in the order in which they are offered. Each needs its words; the compiler names those that are missing. */
export const LANGUAGES = {
  /** English */
  en: row('latn'),
  /** Hindi */
  hi: row('deva'),
  /** Bengali */
  bn: row('beng'),
  /** Marathi */
  mr: row('deva'),
  /** Telugu */
  te: row('telu'),
  /** Tamil */
  ta: row('tamldec'),
  /** Gujarati */
  gu: row('gujr'),
  /** Kannada */
  kn: row('knda'),
  /** Malayalam */
  ml: row('mlym'),
  /** Punjabi */
  pa: row('guru'),
  /** Odia */
  or: row('orya'),
  /** Urdu */
  ur: row('arabext', 'rtl'),
  /** Arabic */
  ar: row('arab', 'rtl'),
} as const satisfies Readonly<Record<string, LanguageRow>>;

export type Language = keyof typeof LANGUAGES;
export const LANGUAGE_CODES = Object.keys(LANGUAGES) as [Language, ...Language[]];

/** Exact: `hi`, not `hi-IN` or `HI`. */
export const isLanguage = (code: string): code is Language => Object.hasOwn(LANGUAGES, code);
