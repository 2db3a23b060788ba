// The details of a payment in EximPe's names, as listings, orders and webhooks have them: one list of fields, one reader.
import { z } from 'zod';
import type { StatusReport } from '../payments/ports/gateway.ts';
import { bankNameFrom } from './bank-name.ts';

/** However they are written, they must not keep the status of a payment from being read. */
export const detailFields = {
  /** The bank's own number of the payment. */
  bank_ref_num: z.string().nullish().catch(undefined),
  /** Of the card that paid; other ways to pay have other details. */
  mop_detail: z.looseObject({ card_issuer_bank: z.string().nullish() }).nullish().catch(undefined),
};

const Details = z.object(detailFields);

/** Besides the ids of order and payment, which stand in different places. */
export const detailsFrom = ({
  bank_ref_num: bankReference,
  mop_detail: card,
}: z.infer<typeof Details>): Partial<StatusReport> => ({
  bankReference: bankReference || undefined,
  issuingBank: bankNameFrom(card?.card_issuer_bank) ?? undefined,
});
