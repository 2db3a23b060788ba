// A language: every message of the English catalogue, and how it is looked up.
import type { en } from './en.ts';

export type MessageKey = keyof typeof en;
/** A complete catalogue. A language that misses a message does not compile. */
export type Messages = Readonly<Record<MessageKey, string>>;
/** Looks a message up and puts values in: `words('pay', { amount })`. */
export type Words = (key: MessageKey, values?: Readonly<Record<string, string>>) => string;

/** `overrides` are the merchant's own words for single messages. */
export function wordsOf(messages: Messages, overrides?: Partial<Messages>): Words {
  return (key, values) =>
    (overrides?.[key] ?? messages[key]).replace(/\{(\w+)\}/g, (whole, name: string) => values?.[name] ?? whole);
}
