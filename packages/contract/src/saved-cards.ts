// Saved cards of a shopper whom the shop's server knows: listed, chosen, deleted. They never contain a PAN or EximPe's token.
import * as z from 'zod/mini';
import { LanguageTag } from './language-tag.ts';
import { Mop } from './mop.ts';
import { Network } from './network.ts';

/** Names one card of one shopper; opaque, and worthless to any other shopper. */
export const SavedCardId = z.string().check(z.regex(/^[\w-]{22,64}$/));
export type SavedCardId = z.infer<typeof SavedCardId>;

export const SavedCard = z.object({
  id: SavedCardId,
  network: Network,
  mop: Mop,
  /** Last four digits of the PAN. */
  last4: z.string().check(z.regex(/^\d{4}$/)),
  /** `01`–`12`. */
  expiryMonth: z.string().check(z.regex(/^(?:0[1-9]|1[0-2])$/)),
  /** Four digits. */
  expiryYear: z.string().check(z.regex(/^20\d{2}$/)),
  /** The name that the shopper or the shop gave it. */
  nickname: z.optional(z.string().check(z.maxLength(64))),
});
export type SavedCard = z.infer<typeof SavedCard>;

export const SavedCardsAnswer = z.object({ cards: z.array(SavedCard) });
export type SavedCardsAnswer = z.infer<typeof SavedCardsAnswer>;

/** The shopper's consent to save the card, and the text that they saw. */
export const SaveConsent = z.strictObject({
  /** Version of the consent text, e.g. `2026-11-28`. */
  textVersion: z.string().check(z.minLength(1), z.maxLength(50)),
  /** Language of the text, e.g. `hi`. */
  locale: LanguageTag,
  /** The text beside the box, word for word: the server stores its hash. */
  text: z.string().check(z.minLength(1), z.maxLength(2_000)),
});
export type SaveConsent = z.infer<typeof SaveConsent>;
