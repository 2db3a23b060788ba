// EximPe's answers, in its own field names. Asked for is only what is used; everything else may come, go and change.
import { z } from 'zod';

const nullishText = z.string().nullish();
/** Amounts come as strings and as numbers. */
const amountish = z.union([z.string(), z.number()]).transform(String).nullish();

/** @see EximPe S2S card payment, step 1 */
export const Created = z
  .looseObject({
    order_id: z.string().min(1).max(100),
    /** The bank's page, Base64; absent or empty when no challenge is needed. */
    acs_template: nullishText,
    /** An address to send the shopper to instead; EximPe's own pages read it. */
    link: nullishText,
    message: nullishText,
    /** The spelling of the pages on subscriptions. */
    acstemplate: nullishText,
  })
  .transform(({ acstemplate, ...created }) => ({ ...created, acs_template: created.acs_template || acstemplate }));
export type Created = z.infer<typeof Created>;

/** @see EximPe API, order status */
export const Status = z.looseObject({
  order_id: nullishText,
  /** `payment_pending`, `payment_successful`, `failed` … in any case. */
  status: z.string(),
  status_message: nullishText,
  created_at: nullishText,
  updated_at: nullishText,
});
export type Status = z.infer<typeof Status>;

/** Of a payment that stands by itself or in a list, its money; an order has an amount and a currency of its own. */
const Money = z.looseObject({ amount: amountish, total_amount: amountish, currency: nullishText });

/** @see EximPe API, payments */
export const Payment = z.looseObject({
  payment_id: nullishText,
  order_id: nullishText,
  order: z
    .looseObject({
      order_id: nullishText,
      reference_id: nullishText,
      amount: amountish.catch(undefined),
      currency: nullishText.catch(undefined),
    })
    .nullish(),
  reference_id: nullishText,
  /** `pending`, `captured`, `failed` … in any case. */
  status: z.string(),
  status_message: nullishText,
  /** In the rows of a list, where there is no `status_message`. */
  comment: nullishText,
  mop_type: nullishText,
  // For reconciliation only: however they are written, they must not keep the status from being read.
  /** In the rows of a list. */
  amount: Money.nullish().catch(undefined),
  /** The bank's own number of the payment. */
  bank_ref_num: nullishText.catch(undefined),
  /** When the money was taken. */
  payment_completed_at: nullishText.catch(undefined),
  mop_detail: z.looseObject({ card_issuer_bank: nullishText }).nullish().catch(undefined),
});
export type Payment = z.infer<typeof Payment>;

export const PaymentPage = z.looseObject({ count: z.number().nullish(), results: z.array(Payment) });
export type PaymentPage = z.infer<typeof PaymentPage>;

/** @see EximPe API, order details */
export const Order = z.looseObject({
  order_id: z.string(),
  reference_id: nullishText,
  amount: amountish,
  currency: nullishText,
  status: z.string(),
  status_message: nullishText,
  payments: z.array(Payment).nullish(),
});
export type Order = z.infer<typeof Order>;

/** @see EximPe API, tokens */
export const SavedToken = z.looseObject({ card_label: nullishText, card_token: z.string() });
export type SavedToken = z.infer<typeof SavedToken>;

export const ListedToken = z.looseObject({
  card_token: z.string(),
  identifier: nullishText,
  cardholder_name: nullishText,
  nickname: nullishText,
  card_type: nullishText,
  network: nullishText,
  masked_pan: nullishText,
  expiry_month: z.coerce.number().nullish(),
  expiry_year: z.coerce.number().nullish(),
});
export type ListedToken = z.infer<typeof ListedToken>;
export const TokenList = z.array(ListedToken);

/** @see EximPe API, BIN lookup */
export const Bin = z.looseObject({
  bank: nullishText,
  network: nullishText,
  card_type: nullishText,
  is_domestic: z.boolean().nullish(),
});
export type Bin = z.infer<typeof Bin>;

/** @see EximPe API, refunds */
export const Refund = z.looseObject({
  refund_id: z.string(),
  payment_id: nullishText,
  /** Any case: `initiated`, `INITIATED`, `REFUNDED` … */
  refund_status: z.string(),
  refund_amount: amountish,
  message: nullishText,
});
export type Refund = z.infer<typeof Refund>;

/** Listed without the envelope that everything else has. */
export const RefundPage = z.looseObject({ count: z.number().nullish(), results: z.array(Refund) });
export type RefundPage = z.infer<typeof RefundPage>;

/** What everything but a page of refunds comes in. */
export const Envelope = z.object({ data: z.unknown() });
