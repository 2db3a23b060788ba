// What the form may know about a checkout before anything is paid. Nothing private.
import * as z from 'zod/mini';
import { Amount, Currency } from './amount.ts';
import { Network } from './network.ts';
import { CheckoutReference } from './ids.ts';

export const CheckoutAnswer = z.object({
  reference: CheckoutReference,
  amount: Amount,
  currency: Currency,
  /** The shop's name, as shoppers know it. */
  shopName: z.optional(z.string()),
  /** Address of its logo. */
  shopLogo: z.optional(z.string()),
  environment: z.enum(['sandbox', 'production']),
  /** Networks that this checkout accepts, in the merchant's order. */
  networks: z.array(Network).check(z.minLength(1)),
  /** `detected`: the server finds out credit or debit from the card; `ask`: the shopper must say. */
  mop: z.enum(['detected', 'ask']),
  /** True when the shop knows this shopper, so that cards can be saved and chosen. */
  savesCards: z.optional(z.boolean()),
  /** True when a saved card pays only together with its security code (`ChosenCard.cvc`). */
  asksCvc: z.optional(z.boolean()),
  /** Networks that have cards without a security code: it may be left empty. */
  cvcOptional: z.optional(z.array(Network)),
  /**
   * Where the server-kit is configured to be mounted, if the form's `?mount=` says that it was found elsewhere: the bank's page and the way
   * back from it will use this address.
   */
  mountedAt: z.optional(z.string().check(z.maxLength(500))),
  /** True once a payment of this checkout was captured. */
  paid: z.boolean(),
});
export type CheckoutAnswer = z.infer<typeof CheckoutAnswer>;
