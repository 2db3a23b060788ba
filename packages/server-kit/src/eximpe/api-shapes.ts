// EximPe's answers as EximpeClient gives them: their own field names, read leniently.
import { z } from 'zod';

const nullishText = z.string().nullish();
/** Amounts come as strings and as numbers. */
const amountish = z.union([z.string(), z.number()]).transform(String).nullish();

export const Created = z.looseObject({ order_id: z.string(), acs_template: nullishText, message: nullishText });
export type Created = z.infer<typeof Created>;

export const Status = z.looseObject({
  order_id: nullishText,
  status: z.string(),
  status_message: nullishText,
  created_at: nullishText,
  updated_at: nullishText,
});
export type Status = z.infer<typeof Status>;

export const Payment = z.looseObject({
  payment_id: nullishText,
  order_id: nullishText,
  order: z.looseObject({ order_id: nullishText, reference_id: nullishText }).nullish(),
  reference_id: nullishText,
  status: z.string(),
  status_message: nullishText,
  mop_type: nullishText,
});
export type Payment = z.infer<typeof Payment>;

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

export const PaymentPage = z.looseObject({ count: z.number().nullish(), results: z.array(Payment) });
export type PaymentPage = z.infer<typeof PaymentPage>;

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

export const Bin = z.looseObject({
  bank: nullishText,
  network: nullishText,
  card_type: nullishText,
  is_domestic: z.boolean().nullish(),
});
export type Bin = z.infer<typeof Bin>;

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
