// What EximPe tells us besides the outcome of a payment. Amounts are rupees, two places; words are lower case.

export type GatewayNotice =
  /** The state of a refund changed, including refunds that you made yourself. */
  | {
      readonly type: 'refund.updated';
      readonly refundId: string;
      readonly paymentId: string | null;
      readonly orderId: string | null;
      readonly referenceId: string | null;
      /** The refund's state; `status` is EximPe's own word in lower case, e.g. `processing`, `on_hold`, `bank_rejected_refund`. */
      readonly state: 'requested' | 'refunded' | 'failed';
      readonly status: string;
      readonly amount: string | null;
      /** The bank's reference number for the refund (ARN), by which the shopper's bank finds it; null until the money is on its way. */
      readonly bankReference: string | null;
      /** EximPe's comments, in its own words. */
      readonly comments: string | null;
    }
  /**
   * The payment succeeded, but EximPe will not pay it out until it has these papers. Send them with
   * `EximpeClient.payments.uploadVerificationDetails`.
   */
  | {
      readonly type: 'papers.needed';
      readonly orderId: string | null;
      readonly paymentId: string | null;
      /** By the checkout's names (`product.description`), or EximPe's own if the checkout has none; empty when EximPe names none. */
      readonly fields: readonly string[];
      /** EximPe's own words. */
      readonly message: string | null;
    }
  /** EximPe has the papers and is checking them. */
  | { readonly type: 'papers.in_review'; readonly orderId: string | null; readonly paymentId: string | null }
  /** The papers are complete: the payment can be paid out. */
  | { readonly type: 'papers.verified'; readonly orderId: string | null; readonly paymentId: string | null }
  /** Money was paid out to you. For a capture, see `payment.decided`. */
  | {
      readonly type: 'settlement.done';
      readonly settlementId: string;
      readonly amount: string | null;
      readonly utr: string | null;
    }
  /** A cardholder disputes a payment, or the state of a dispute changed. */
  | {
      readonly type: 'dispute.updated';
      readonly chargebackId: string;
      readonly orderId: string | null;
      readonly paymentId: string | null;
      /** e.g. `new`, `pending_response`, `submitted_to_bank`, `closed_customer_favour`, `closed_in_merchant_favour`. */
      readonly status: string;
      readonly amount: string | null;
      /** What kind of dispute, e.g. `chargeback`. */
      readonly disputeType: string | null;
      /** Why the shopper disputes the payment, in the bank's own words. */
      readonly reason: string | null;
      /** When it was raised, ISO 8601 as EximPe wrote it. */
      readonly raisedOn: string | null;
      /** Answer in EximPe's dashboard before this (ISO 8601 as EximPe wrote it), or the shopper wins the dispute. */
      readonly replyBefore: string | null;
    }
  /** A verified event with a known name, but content that the kit can't read; `id` is EximPe's number for it. */
  | { readonly type: 'webhook.unreadable'; readonly name: string; readonly id: string | null }
  /** A verified event that this version does not know. */
  | { readonly type: 'webhook.unknown'; readonly name: string };
