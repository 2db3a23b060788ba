// The language of our own pages: the form's, then the browser's, then English.
import { languageFor, type Language } from '@eximpe/contract';
import type { Call } from './call.ts';

/** `known` is the form's language, from the attempt: it goes before the language in the address, which EximPe may have chosen. */
export const languageOf = (call: Call, known?: Language | null): Language =>
  languageFor(known ?? call.query.get('lang'), call.header('accept-language')) ?? 'en';
