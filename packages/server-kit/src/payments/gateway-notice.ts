// What EximPe tells besides the outcome of a payment. Amounts are rupees, two places; words are lower case.

export type GatewayNotice =
  | {
      readonly type: 'refund.updated';
      readonly refundId: string;
      readonly paymentId: string | null;
      readonly orderId: string | null;
      readonly referenceId: string | null;
      /** How far it is; `status` is EximPe's own word in lower case, e.g. `processing`, `on_hold`, `bank_rejected_refund`. */
      readonly state: 'requested' | 'refunded' | 'failed';
      readonly status: string;
      readonly amount: string | null;
    }
  /** The payment stands, but EximPe wants more papers before it pays out. */
  | {
      readonly type: 'papers.needed';
      readonly orderId: string | null;
      readonly paymentId: string | null;
      readonly fields: readonly string[];
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
      readonly reason: string | null;
    }
  /** A genuine event that this version does not know. */
  | { readonly type: 'webhook.unknown'; readonly name: string };
