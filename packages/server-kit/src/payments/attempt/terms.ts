// The part of a checkout that its attempt keeps, as the shop's hook gave it when the attempt was opened.
import type { CheckedCheckout } from '../checkout.ts';

/** The terms that the shop's hooks get with the payment. */
export interface ToldTerms {
  /** PSP accounts: the sub-merchant for whom it was charged; null for the account's own. */
  readonly merchantId: string | null;
  readonly currency: 'INR';
}

export interface Terms extends ToldTerms {
  /** Where the shopper sees the result after a redirect; null when the shop did not say. */
  readonly resultUrl: string | null;
}

export const termsOf = ({ merchantId, currency, resultUrl }: CheckedCheckout): Terms => ({
  merchantId: merchantId ?? null,
  currency,
  resultUrl: resultUrl ?? null,
});

export const toldTermsOf = ({ merchantId, currency }: ToldTerms): ToldTerms => ({ merchantId, currency });
