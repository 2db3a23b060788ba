// Gives a payment back, once: whatever was asked for earlier is found first.
import { EximpeApiError } from './api-error.ts';
import type { EximpeClient } from './client.ts';
import type { RefundOutcome } from '../payments/ports/gateway.ts';
import { noAnswer } from './no-answer.ts';
import { isLasting } from './verdict.ts';

/** Refunds in these words came to nothing. */
const UNDONE = new Set(['failed', 'reversed', 'bank_rejected_refund']);

export async function refundOnce(client: EximpeClient, paymentId: string, amount: string): Promise<RefundOutcome> {
  try {
    const { results, count } = await client.refunds.list({ payment_id: paymentId });
    const mine = results.filter((refund) => refund.payment_id === paymentId);
    const standing = mine.find(
      ({ refund_status: status, refund_amount: given }) =>
        !UNDONE.has(status.toLowerCase()) && (given == null || Number(given) === Number(amount)),
    );
    const isWhole = mine.length === results.length && (count ?? 0) <= results.length;
    if (!standing && !isWhole)
      return { kind: 'unknown', detail: 'the list of refunds is of other payments or not whole' };
    const refund = standing ?? (await client.refunds.create(paymentId, amount));
    return { kind: 'refunded', refundId: refund.refund_id };
  } catch (error) {
    if (error instanceof EximpeApiError && isLasting(error)) return { kind: 'refused', detail: error.message };
    return noAnswer(error);
  }
}
