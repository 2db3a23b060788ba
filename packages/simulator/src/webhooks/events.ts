// The bodies of webhook events, in the shape of the API version the order was made with.
import type { Refund } from '../book/book.ts';
import type { Dispute } from '../book/dispute.ts';
import type { ApiVersion, Order, Verification } from '../book/order.ts';
import { FOREX_RATE, netAmount } from '../book/payout.ts';
import type { Quirk } from '../quirks.ts';
import { isoMicros, isoOffset, plainSeconds } from '../time-format.ts';

/** The fields of every event's body. */
export interface EventBody {
  readonly event_type: string;
}

export interface Envelope extends EventBody {
  readonly event_time: string;
  readonly version: string;
  readonly sequence_number: string;
  readonly data: Readonly<Record<string, unknown>>;
}

export interface EventContext {
  readonly nowMs: number;
  readonly sequenceNumber: string;
  readonly quirks: ReadonlySet<Quirk>;
}

const ENVELOPE_VERSION: Readonly<Record<ApiVersion, string>> = { '1.0.0': '1.0', '2.0.0': '2.0.0', '3.0.0': '3.0.0' };

export function envelope(
  eventType: string,
  apiVersion: ApiVersion,
  { nowMs, sequenceNumber }: EventContext,
  data: Readonly<Record<string, unknown>>,
): Envelope {
  return {
    event_type: eventType,
    event_time: apiVersion === '1.0.0' ? plainSeconds(nowMs) : isoMicros(nowMs),
    version: ENVELOPE_VERSION[apiVersion],
    sequence_number: sequenceNumber,
    data,
  };
}

/** What a payment event says about the payment; separate from the order, because an event may tell an older state. */
export interface PaymentStory {
  readonly captured: boolean;
  readonly message: string;
  readonly category: string | null;
  readonly completedAtMs: number | null;
}

export function paymentEvent(order: Order, story: PaymentStory, context: EventContext, oldShape: boolean): Envelope {
  const { captured } = story;
  const data =
    oldShape || context.quirks.has('webhook-old-shape') ? oldData(order, story) : currentData(order, story, context);
  return envelope(captured ? 'PAYMENT_SUCCESSFUL' : 'PAYMENT_FAILED', order.apiVersion, context, data);
}

const bankRefNum = (order: Order, { captured }: PaymentStory): string | null =>
  captured ? `${order.id}-${order.payment.id}` : null;

const completedAt = ({ completedAtMs }: PaymentStory): string | null =>
  completedAtMs === null ? null : isoMicros(completedAtMs);

function currentData(order: Order, story: PaymentStory, { quirks }: EventContext): Record<string, unknown> {
  const { captured, message, category } = story;
  return {
    utr: null,
    amount: Number(order.amount),
    status: captured ? 'CAPTURED' : 'FAILED',
    message: captured ? 'Payment Captured' : message,
    mop_type: quirks.has('card-mop') ? 'CARD' : (order.mopType ?? '').toUpperCase(),
    order_id: order.id,
    payment_id: order.payment.id,
    bank_ref_num: bankRefNum(order, story),
    extended_status: captured ? 'SUCCESS' : quirks.has('extended-status-codes') ? (category ?? 'FAILED') : 'FAILED',
    payment_message: null,
    subscription_id: null,
    virtual_account_id: null,
    payment_completed_at: completedAt(story),
    merchant_reference_id: order.referenceId,
    ...(order.apiVersion === '3.0.0' ? { link_id: null } : {}),
  };
}

/** The seven keys of the S2S card guide, before 2026-07-21. */
function oldData(order: Order, story: PaymentStory): Record<string, unknown> {
  return {
    status: story.captured ? 'captured' : 'failed',
    message: story.captured ? 'Payment successful' : story.message,
    mop_type: order.mopType,
    order_id: order.id,
    payment_id: order.payment.id,
    bank_ref_num: bankRefNum(order, story),
    payment_completed_at: completedAt(story),
  };
}

const REFUND_EVENT = {
  INITIATED: null,
  REFUNDED: 'PAYMENT_REFUNDED',
  FAILED: 'REFUND_FAILED',
  PROCESSING: 'REFUND_STATUS_UPDATE',
  REVERSED: 'REFUND_STATUS_UPDATE',
  ON_HOLD: 'REFUND_STATUS_UPDATE',
  BANK_REJECTED_REFUND: 'REFUND_STATUS_UPDATE',
} as const;

/** The event for a refund that has reached its present status; null for `INITIATED`, which has no event. */
export function refundEvent(refund: Refund, context: EventContext): Envelope | null {
  const type = REFUND_EVENT[refund.status];
  if (!type) return null;
  const { order } = refund;
  const done = refund.status === 'REFUNDED';
  return envelope(type, order.apiVersion, context, {
    refunds: [
      {
        bank_arn: done ? 'arn' : null,
        comments: refund.message,
        order_id: order.id,
        refund_id: refund.id,
        payment_id: order.payment.id,
        refund_amount: Number(refund.amount),
        order_reference_id: order.referenceId,
        refund_completed_at: refund.refundedAtMs === null ? null : isoMicros(refund.refundedAtMs),
        refund_reference_id: refund.reference,
        ...(type === 'REFUND_STATUS_UPDATE' ? { refund_status: refund.status } : {}),
      },
    ],
  });
}

/** @see https://docs.eximpe.com/api-reference/v2/webhooks/payment-details-missing */
export const detailsMissingEvent = (order: Order, missing: readonly string[], context: EventContext): Envelope =>
  envelope('PAYMENT_DETAILS_MISSING', order.apiVersion, context, {
    order_uid: order.id,
    payment_id: order.payment.id,
    message:
      'Payment recorded but verification details missing for Upload Payment Verification Details API. Supply the missing fields via the upload-verification-details API or dashboard.',
    details_missing: missing,
  });

/** @see https://docs.eximpe.com/api-reference/v2/webhooks/verification-needed */
export const verificationEvent = (
  order: Order,
  verification: Exclude<Verification, 'not_needed'>,
  missing: readonly string[],
  context: EventContext,
): Envelope =>
  envelope('VERIFICATION_NEEDED', order.apiVersion, context, {
    payment_id: order.payment.id,
    order_id: order.id,
    link_id: null,
    verification_status: verification.toUpperCase(),
    message: verification === 'verified' ? 'Payment verified' : 'Payment verification action required',
    action_required_fields: verification === 'action_required' ? missing : [],
  });

export function settlementEvent(order: Order, context: EventContext): Envelope | null {
  const { settlement } = order.payment;
  if (!settlement) return null;
  return envelope('PAYMENT_SETTLED', order.apiVersion, context, {
    settlements: [
      {
        settlement_id: settlement.id,
        settlement_utr: settlement.utr,
        settlement_done_at: isoMicros(settlement.doneAtMs),
        forex_rate: FOREX_RATE,
        settlement_amount: Number(netAmount(order).net),
      },
    ],
  });
}

/** Flat: it comes without the envelope. @see https://docs.eximpe.com/api-reference/v2/webhooks/dispute-updated */
export const disputeEvent = (order: Order, dispute: Dispute): EventBody & Readonly<Record<string, unknown>> => ({
  event_type: 'DISPUTE_UPDATED',
  order_id: order.id,
  payment_id: order.payment.id,
  chargeback_id: dispute.id,
  chargeback_type: 'CHARGEBACK',
  chargeback_amount: Number(order.amount),
  chargeback_status: dispute.status,
  raised_on: isoOffset(dispute.raisedAtMs),
  reply_before: isoOffset(dispute.replyBeforeMs),
  reason_description: 'Goods or Services Not Provided / Not Received',
});
