// The request that carries the card: POST payments, with the attempt id in the Idempotency-Key header.
import * as z from 'zod/mini';
import { Amount } from './amount.ts';
import { ChallengeMode } from './challenge-mode.ts';
import { CheckoutName } from './ids.ts';
import { LanguageTag } from './language-tag.ts';
import { Mop } from './mop.ts';
import { Network } from './network.ts';
import { SaveConsent, SavedCardId } from './saved-cards.ts';

/** Header that names the attempt. */
export const IDEMPOTENCY_HEADER = 'Idempotency-Key';

/** A card typed in by the shopper. PAN and security code exist in the inputs, in this one request, and in the gateway call. */
export const NewCard = z.strictObject({
  kind: z.literal('new'),
  /** PAN, digits only. */
  number: z.string().check(z.regex(/^\d{12,19}$/)),
  /** `01`–`12`. */
  expiryMonth: z.string().check(z.regex(/^(?:0[1-9]|1[0-2])$/)),
  /** Four digits. */
  expiryYear: z.string().check(z.regex(/^20\d{2}$/)),
  /** Security code: 3 digits, 4 for American Express. Absent only for a network of the checkout's `cvcOptional`. */
  cvc: z.optional(z.string().check(z.regex(/^\d{3,4}$/))),
  /** As printed on the card. */
  holderName: z.string().check(z.trim(), z.minLength(1), z.maxLength(128)),
  network: Network,
  /** Present when the shopper wants to save this card after paying with it; only for a shopper whom the shop knows. */
  save: z.optional(SaveConsent),
});
export type NewCard = z.infer<typeof NewCard>;

/** A card that EximPe saved for this shopper. No card data is sent, except for the security code if the checkout `asksCvc`. */
export const ChosenCard = z.strictObject({
  kind: z.literal('saved'),
  id: SavedCardId,
  /** Security code, asked for again with each payment: 3 digits, 4 for American Express. */
  cvc: z.optional(z.string().check(z.regex(/^\d{3,4}$/))),
});
export type ChosenCard = z.infer<typeof ChosenCard>;

/** The merchant's server sets the price; no field here can. */
export const InitiateRequest = z.strictObject({
  checkout: CheckoutName,
  card: z.discriminatedUnion('kind', [NewCard, ChosenCard]),
  /** Absent when the server is to find out. */
  mop: z.optional(Mop),
  /** How the form will show the bank's page, if there is one; for the shop's statistics. */
  challenge: z.optional(ChallengeMode),
  /** The amount on the shopper's screen. It is never charged: if the price has changed, nothing is charged (`amount_changed`). */
  shown: z.optional(Amount),
  /** The form's language, which the pages between shop and bank use, too. */
  language: z.optional(LanguageTag),
});
export type InitiateRequest = z.infer<typeof InitiateRequest>;
