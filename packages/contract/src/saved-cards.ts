// Cards kept for a shopper whom the shop's server knows: listed, chosen, forgotten. Never a PAN, never EximPe's token.
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
  /** What the shopper or the shop calls it. */
  nickname: z.optional(z.string().check(z.maxLength(64))),
});
export type SavedCard = z.infer<typeof SavedCard>;

export const SavedCardsAnswer = z.object({ cards: z.array(SavedCard) });
export type SavedCardsAnswer = z.infer<typeof SavedCardsAnswer>;

/** That the shopper wants the card kept, and what they were shown when they said so. */
export const SaveConsent = z.strictObject({
  /** Version of the consent text, e.g. `2026-11-28`. */
  textVersion: z.string().check(z.minLength(1), z.maxLength(50)),
  /** Language it was shown in, e.g. `hi`. */
  locale: LanguageTag,
  /** What stood beside the box, word for word: the server keeps its hash. */
  text: z.string().check(z.minLength(1), z.maxLength(2_000)),
});
export type SaveConsent = z.infer<typeof SaveConsent>;
