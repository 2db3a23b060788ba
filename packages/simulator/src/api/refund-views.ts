// Refunds as the API shows them.
import type { Refund } from '../book/book.ts';
import { isoMicros } from '../time-format.ts';

export const refundView = (refund: Refund): Record<string, unknown> => ({
  refund_id: refund.id,
  refund_amount: Number(refund.amount),
  refund_status: refund.status,
  refunded_at: refund.refundedAtMs === null ? null : isoMicros(refund.refundedAtMs),
  message: refund.message,
  payment_id: refund.order.payment.id,
});
