// A language: every message of the English catalogue, and how it is looked up.
import { putIn } from './direction.ts';
import type { en } from './en.ts';

export type MessageKey = keyof typeof en;
/** A complete catalogue. A language that misses a message does not compile. */
export type Messages = Readonly<Record<MessageKey, string>>;
/** Looks a message up and puts values in: `words('pay', { amount })`. */
export type Words = (key: MessageKey, values?: Readonly<Record<string, string>>) => string;

/** `lang` is the language of `messages`; `overrides` are the merchant's own words for single messages. */
export const wordsOf =
  (messages: Messages, lang: string, overrides?: Partial<Messages>): Words =>
  (key, values) =>
    putIn(overrides?.[key] ?? messages[key], values, lang);
