// EximPe's webhook bodies as they may arrive, old and new, and what they say in our words.
import { z } from 'zod';
import { detailFields, detailsFrom } from '../payment-details.ts';
import { refundState } from '../refunds.ts';
import { momentFrom, reasonFrom, statusFrom } from '../translate.ts';
import type { GatewayNotice } from '../../payments/gateway-notice.ts';
import type { StatusReport } from '../../payments/ports/gateway.ts';
import { amountish, nullishText } from './event-fields.ts';
import { papersNotice } from './papers-notice.ts';

const Envelope = z.looseObject({
  event_type: z.string().min(1).max(100),
  event_time: nullishText,
  version: nullishText,
  sequence_number: nullishText,
  data: z.unknown().optional(),
});

/** An event in EximPe's own field names. */
export interface EximpeEvent {
  /** `PAYMENT_SUCCESSFUL`, `PAYMENT_FAILED`, `PAYMENT_REFUNDED` … */
  readonly event_type: string;
  /** In several formats, with and without time zone. */
  readonly event_time?: string | null | undefined;
  readonly version?: string | null | undefined;
  /** The same for each delivery of one event; it does not give the order of events. */
  readonly sequence_number?: string | null | undefined;
  readonly data?: unknown;
  /** DISPUTE_UPDATED has no `data`: it is flat. */
  readonly [field: string]: unknown;
}

/** Undefined for a body that is not in the documented form. */
export function parseEvent(body: Buffer): EximpeEvent | undefined {
  try {
    return Envelope.safeParse(JSON.parse(body.toString('utf8'))).data;
  } catch {
    return undefined;
  }
}

const PaymentData = z.looseObject({
  order_id: nullishText,
  payment_id: nullishText,
  merchant_reference_id: nullishText,
  status: nullishText,
  extended_status: nullishText,
  message: nullishText,
  payment_message: nullishText,
  // For reconciliation only: an unexpected form of these fields must not stop the kit from deciding the payment.
  amount: amountish,
  currency: nullishText.catch(undefined),
  payment_completed_at: z.unknown().optional(),
  ...detailFields,
});

/** Events that decide a payment. The event's name is not enough: its `data.status` has to agree. */
const DECIDES: Readonly<Record<string, 'successful' | 'failed'>> = {
  payment_successful: 'successful',
  payment_failed: 'failed',
};

/** What a payment event says; undefined for other events, and for one whose name and status disagree. */
export function paymentReport(event: EximpeEvent): StatusReport | undefined {
  const named = DECIDES[event.event_type.toLowerCase()];
  const parsed = PaymentData.safeParse(event.data);
  if (!named || !parsed.success) return undefined;
  const data = parsed.data;
  if (statusFrom(data.status) !== named) return undefined;
  return {
    referenceId: data.merchant_reference_id ?? undefined,
    orderId: data.order_id ?? undefined,
    paymentId: data.payment_id ?? undefined,
    status: named,
    reason: named === 'failed' ? reasonFrom(data.extended_status, data.payment_message, data.message) : undefined,
    amount: data.amount,
    currency: data.currency ?? undefined,
    ...detailsFrom(data),
    paidAt: momentFrom(data.payment_completed_at),
  };
}

/** Which payment an event is about, when the kit can't read the payment's outcome from it. */
export function unclearPayment(event: EximpeEvent): Pick<StatusReport, 'referenceId' | 'orderId'> | undefined {
  const parsed = PaymentData.safeParse(event.data);
  if (!DECIDES[event.event_type.toLowerCase()] || !parsed.success) return undefined;
  const { merchant_reference_id: referenceId, order_id: orderId } = parsed.data;
  return { referenceId: referenceId ?? undefined, orderId: orderId ?? undefined };
}

const Refund = z.looseObject({
  refund_id: z.string(),
  payment_id: nullishText,
  order_id: nullishText,
  order_reference_id: nullishText,
  refund_amount: amountish,
  refund_status: nullishText,
  bank_arn: nullishText,
  comments: nullishText,
});
const Refunds = z.looseObject({ refunds: z.array(Refund).min(1) });
const Settlements = z.looseObject({
  settlements: z.array(
    z.looseObject({ settlement_id: z.string(), settlement_amount: amountish, settlement_utr: nullishText }),
  ),
});
const Dispute = z.looseObject({
  chargeback_id: z.string(),
  order_id: nullishText,
  payment_id: nullishText,
  chargeback_type: nullishText,
  chargeback_status: nullishText,
  chargeback_amount: amountish,
  reason_description: nullishText,
  raised_on: nullishText,
  reply_before: nullishText,
});

type Reader = (event: EximpeEvent) => readonly GatewayNotice[] | undefined;

const refunds =
  (status: string | null): Reader =>
  ({ data }) =>
    Refunds.safeParse(data).data?.refunds.map((refund) => ({
      type: 'refund.updated',
      state: refundState(status ?? refund.refund_status ?? ''),
      refundId: refund.refund_id,
      paymentId: refund.payment_id ?? null,
      orderId: refund.order_id ?? null,
      referenceId: refund.order_reference_id ?? null,
      status: (status ?? refund.refund_status ?? 'unknown').toLowerCase(),
      amount: refund.refund_amount ?? null,
      bankReference: refund.bank_arn ?? null,
      comments: refund.comments ?? null,
    }));

const papers: Reader = ({ data }) => {
  const notice = papersNotice(data);
  return notice && [notice];
};

/** One row for each event that is not about a payment's outcome. */
const READERS: Readonly<Record<string, Reader>> = {
  payment_refunded: refunds('refunded'),
  refund_failed: refunds('failed'),
  refund_status_update: refunds(null),
  payment_details_missing: papers,
  verification_needed: papers,
  payment_settled: ({ data }) =>
    Settlements.safeParse(data).data?.settlements.map((settlement) => ({
      type: 'settlement.done',
      settlementId: settlement.settlement_id,
      amount: settlement.settlement_amount ?? null,
      utr: settlement.settlement_utr ?? null,
    })),
  dispute_updated: (event) => {
    // Documented as flat; every other event has its content under `data`.
    const dispute = Dispute.safeParse(event).data ?? Dispute.safeParse(event.data).data;
    return (
      dispute && [
        {
          type: 'dispute.updated',
          chargebackId: dispute.chargeback_id,
          orderId: dispute.order_id ?? null,
          paymentId: dispute.payment_id ?? null,
          status: (dispute.chargeback_status ?? 'unknown').toLowerCase(),
          amount: dispute.chargeback_amount ?? null,
          disputeType: dispute.chargeback_type?.toLowerCase() ?? null,
          reason: dispute.reason_description ?? null,
          raisedOn: dispute.raised_on ?? null,
          replyBefore: dispute.reply_before ?? null,
        },
      ]
    );
  },
};

/** What an event tells besides a payment's outcome; for an unknown event, only its name. */
export function gatewayNotices(event: EximpeEvent): readonly GatewayNotice[] {
  const name = event.event_type.toUpperCase();
  const read = READERS[name.toLowerCase()];
  if (!read) return [{ type: 'webhook.unknown', name }];
  return read(event) ?? [{ type: 'webhook.unreadable', name, id: event.sequence_number ?? null }];
}
