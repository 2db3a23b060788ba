// The words of the saved-cards part, in every language of the form.
import { isLanguage } from '@eximpe/contract/languages';
import { byLanguage } from '../i18n/by-language.ts';
import { putIn } from '../i18n/direction.ts';
import type { SavedCardWord, SavedCardWords } from '../i18n/messages.ts';

/** Changes whenever a consent text changes; sent with the shopper's consent. */
export const CONSENT_TEXT_VERSION = '2026-11-28';

const WORDS = byLanguage(import.meta.glob<SavedCardWords>('../i18n/lang/*.ts', { eager: true, import: 'saved' }));

export const savedWord = (lang: string, word: SavedCardWord, values?: Readonly<Record<string, string>>): string =>
  putIn(WORDS[isLanguage(lang) ? lang : 'en'][word], values, lang);

/** The text beside the box, word for word. */
export const consentText = (lang: string): string => `${savedWord(lang, 'save')}\n${savedWord(lang, 'consent')}`;
