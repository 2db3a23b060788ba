// The details of a payment in EximPe's names, as listings, orders and webhooks have them: one list of fields, one reader.
import { z } from 'zod';
import type { StatusReport } from '../payments/ports/gateway.ts';
import { bankNameFrom } from './bank-name.ts';

/** A detail in an unexpected form must not stop the kit from reading the payment's status. */
export const detailFields = {
  /** The bank's own number of the payment. */
  bank_ref_num: z.string().nullish().catch(undefined),
  /** About the card that paid; other ways to pay have other details. */
  mop_detail: z.looseObject({ card_issuer_bank: z.string().nullish() }).nullish().catch(undefined),
};

const Details = z.object(detailFields);

/** All details except the ids of order and payment, which are in different places. */
export const detailsFrom = ({
  bank_ref_num: bankReference,
  mop_detail: card,
}: z.infer<typeof Details>): Partial<StatusReport> => ({
  bankReference: bankReference || undefined,
  issuingBank: bankNameFrom(card?.card_issuer_bank) ?? undefined,
});
