// The type of a language's messages, after the English ones, and the function that looks them up.
import { putIn } from './direction.ts';
import type { form, page, saved } from './lang/en.ts';

export type MessageKey = keyof typeof form;
/** A complete catalogue of the form. A language that lacks a message does not compile. */
export type Messages = Readonly<Record<MessageKey, string>>;
export type SavedCardWord = keyof typeof saved;
export type SavedCardWords = Readonly<Record<SavedCardWord, string>>;
/** The words of the server-kit's pages between shop and bank. */
export type PageWords = Readonly<Record<keyof typeof page, string>>;
/** Looks a message up and puts values in: `words('pay', { amount })`. */
export type Words = (key: MessageKey, values?: Readonly<Record<string, string>>) => string;

/** Keeps `05 / 30` on one line: translators write spaces, which they can see, and shoppers get no-break spaces. */
const unbroken = (text: string): string => text.replace(' / ', '\u00a0/\u00a0');

/** `lang` is the language of `messages`; `overrides` are the merchant's own words for single messages. */
export const wordsOf =
  (messages: Messages, lang: string, overrides?: Partial<Messages>): Words =>
  (key, values) =>
    putIn(unbroken(overrides?.[key] ?? messages[key]), values, lang);
