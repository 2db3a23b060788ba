// EximPe's answers, in its own field names. Only fields that we use are required; all others may come, go and change.
import { z } from 'zod';
import { detailFields } from './payment-details.ts';

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
    /** The spelling on the documents' pages about subscriptions. */
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

/** The money of a payment, alone or in a list; an order has its own amount and currency. */
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
  /** Only in the rows of a list, which have no `status_message`. */
  comment: nullishText,
  mop_type: nullishText,
  // For reconciliation only: an unexpected form of these fields must not stop the kit from reading the status.
  /** In the rows of a list. */
  amount: Money.nullish().catch(undefined),
  /** When the money was taken. */
  payment_completed_at: nullishText.catch(undefined),
  ...detailFields,
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
  /** `file`: where EximPe keeps the uploaded file; null while there is none. */
  invoice: z.looseObject({ number: nullishText, date: nullishText, file: nullishText }).nullish().catch(undefined),
  air_waybills: z
    .array(z.looseObject({ number: nullishText, file: nullishText }))
    .nullish()
    .catch(undefined),
});
export type Order = z.infer<typeof Order>;

/** What PATCH /pg/orders/{id}/ changes. Nothing else in an order can be changed. @see EximPe API, update order */
export interface OrderChange {
  readonly buyer?: {
    /** The buyer's Permanent Account Number: 5 letters, 4 digits, 1 letter. */
    readonly pan_number?: string;
    /** Date of birth, `YYYY-MM-DD`. */
    readonly dob?: string;
  };
  readonly invoice?: {
    /** 1 to 255 characters. */
    readonly number?: string;
    /** `YYYY-MM-DD`. */
    readonly date?: string;
  };
}

const OrderChanged = z.looseObject({
  order_id: z.string(),
  buyer: z.looseObject({ pan_number: nullishText, dob: nullishText }).nullish().catch(undefined),
  invoice: z.looseObject({ number: nullishText, date: nullishText }).nullish().catch(undefined),
});

/** The fields of an order that can be changed, with their present values. The documents' example puts them in a second envelope. */
export const ChangedOrder = z.union([
  z.looseObject({ data: OrderChanged }).transform(({ data }) => data),
  OrderChanged,
]);
export type ChangedOrder = z.infer<typeof ChangedOrder>;

/** The papers of a payment. @see https://docs.eximpe.com/api-reference/v2/payment/upload-verification-details */
export interface VerificationDetails {
  /** 1 to 255 characters. */
  readonly buyer_name: string;
  readonly type_of_goods: 'GOODS' | 'PHYSICAL_GOODS' | 'DIGITAL_GOODS' | 'SERVICE';
  readonly product_description: string;
  /** On one line. */
  readonly buyer_address: string;
  /** 1 to 255 characters. */
  readonly invoice_number: string;
  /** Indian PIN code, 6 digits; EximPe accepts up to 10 characters. */
  readonly buyer_postal_code: string;
  /** Up to 30 characters. Required for goods, optional for a service. */
  readonly hs_code?: string;
  /** The Reserve Bank's purpose code for the sale, e.g. `S0305`, one that your account has; only if EximPe asks for it. */
  readonly purpose_code?: string;
  /** Whether the buyer is a business; only if EximPe asks for it. */
  readonly business_model?: 'B2C' | 'B2B';
}

const VerificationDocument = z.looseObject({
  /** e.g. `importer_name`. */
  doc_name: nullishText,
  doc_type: nullishText,
  /** e.g. `VERIFIED`. */
  doc_status: nullishText,
  remarks: nullishText,
  added_on: nullishText,
  last_updated_on: nullishText,
});

/** The result of uploading papers. @see EximPe API, upload payment verification details */
export const VerificationUpload = z.looseObject({
  uploaded_documents: z.array(VerificationDocument).nullish(),
  /** Still to be sent. */
  missing_documents: z.array(VerificationDocument).nullish(),
  errors: z.array(z.looseObject({ doc_name: nullishText, error_message: nullishText })).nullish(),
});
export type VerificationUpload = z.infer<typeof VerificationUpload>;

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

/** One payment, refund or chargeback in a payout. */
const SettledTransaction = z.looseObject({
  /** `capture`, `refund`, `chargeback`. */
  settlement_type: nullishText,
  /** Id of the payment (`PR…`), refund (`RF…`) or chargeback (`CB…`). */
  transaction_id: nullishText,
  transaction_amount: amountish,
  transaction_currency: nullishText,
  /** The amount that you get; negative for refunds and chargebacks. */
  merchant_net_amount: amountish,
  mop_type: nullishText,
});

/** A payout to the merchant, with its transactions when a single one is asked for. @see EximPe API, settlements */
export const Settlement = z.looseObject({
  settlement_id: z.string(),
  /** The bank's number of the transfer. */
  utr_number: nullishText,
  settlement_completed_date: nullishText,
  /** Rupees for one unit of `settlement_currency`. */
  forex_rate: amountish,
  /** In `settlement_currency`. */
  settlement_amount: amountish,
  settlement_currency: nullishText,
  transactions: z.array(SettledTransaction).nullish(),
});
export type Settlement = z.infer<typeof Settlement>;

/**
 * The schema of the documents has a page without the envelope; their example has the envelope, and in it one settlement.
 * @see EximPe API, list settlements
 */
export const SettlementPage = z.preprocess(
  (answer) => {
    const { data } = (typeof answer === 'object' && answer !== null ? answer : {}) as { readonly data?: unknown };
    if (typeof data !== 'object' || data === null) return answer;
    if ('results' in data) return data;
    return { results: Array.isArray(data) ? data : [data] };
  },
  z.looseObject({ count: z.number().nullish(), next: nullishText, results: z.array(Settlement) }),
);
export type SettlementPage = z.infer<typeof SettlementPage>;

/** @see EximPe API, settlement reconciliation */
export const SettlementRecon = z.looseObject({
  /** Number of rows on all pages. */
  count: z.number().nullish(),
  /** Address of the next page; null on the last. */
  next: nullishText,
  results: z.array(
    SettledTransaction.extend({
      settlement_id: nullishText,
      /** Absent from rows of refunds. */
      settlement_completed_at: nullishText,
      settlement_currency: nullishText,
      total_processing_fee: amountish,
      total_service_tax: amountish,
    }),
  ),
});
export type SettlementRecon = z.infer<typeof SettlementRecon>;

/** The envelope of every answer except a page of refunds or settlements. */
export const Envelope = z.object({ data: z.unknown() });
