// What EximPe tells besides the outcome of a payment. Amounts are rupees, two places; words are lower case.

export type GatewayNotice =
  | {
      readonly type: 'refund.updated';
      readonly refundId: string;
      readonly paymentId: string | null;
      readonly orderId: string | null;
      readonly referenceId: string | null;
      /** `refunded`, `failed`, `processing`, `reversed`, `on_hold`, `bank_rejected_refund`. */
      readonly status: string;
      readonly amount: string | null;
    }
  /** The payment stands, but EximPe wants more papers before it pays out. */
  | {
      readonly type: 'payment.details_missing';
      readonly orderId: string | null;
      readonly paymentId: string | null;
      readonly missing: readonly string[];
    }
  | {
      readonly type: 'settlement.done';
      readonly settlementId: string;
      readonly amount: string | null;
      readonly utr: string | null;
    }
  | {
      readonly type: 'dispute.updated';
      readonly chargebackId: string;
      readonly orderId: string | null;
      readonly paymentId: string | null;
      readonly status: string;
      readonly amount: string | null;
      readonly replyBefore: string | null;
    }
  /** A genuine event that this version does not know. */
  | { readonly type: 'webhook.unknown'; readonly name: string };
