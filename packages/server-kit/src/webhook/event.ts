// EximPe's webhook bodies as they may arrive, old and new, and what they say in our words.
import { z } from 'zod';
import { reasonFrom, statusFrom } from '../gateway/translate.ts';
import type { PaymentNotice } from '../payments/receive-webhook.ts';

const nullishText = z.string().nullish();

export const Envelope = z.looseObject({
  event_type: z.string().min(1).max(100),
  event_time: nullishText,
  version: nullishText,
  sequence_number: z.string().max(200).nullish(),
  data: z.unknown(),
});
export type Envelope = z.infer<typeof Envelope>;

const PaymentData = z.looseObject({
  order_id: nullishText,
  payment_id: nullishText,
  merchant_reference_id: nullishText,
  status: nullishText,
  extended_status: nullishText,
  message: nullishText,
  payment_message: nullishText,
});

/** Events that settle; the event's name is not enough, its `data.status` has to agree. */
const SETTLES: Readonly<Record<string, 'successful' | 'failed'>> = {
  payment_successful: 'successful',
  payment_failed: 'failed',
};

/** What a payment event says; undefined for other events, and for one whose name and status disagree. */
export function paymentNotice(event: Envelope): PaymentNotice | undefined {
  const named = SETTLES[event.event_type.toLowerCase()];
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
  };
}
