// The words of all languages in one place, for the build: it writes a file of each language for the form, and gives the server-kit its pages' words.
import { byLanguage } from './by-language.ts';
import type { Messages, PageWords } from './messages.ts';

export const FORM_WORDS = byLanguage(import.meta.glob<Messages>('./lang/*.ts', { eager: true, import: 'form' }));
export const PAGE_WORDS = byLanguage(import.meta.glob<PageWords>('./lang/*.ts', { eager: true, import: 'page' }));
