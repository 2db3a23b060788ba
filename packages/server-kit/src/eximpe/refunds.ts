// Gives a payment back, once: whatever was asked for earlier is found first. And says how far a refund is.
import { EximpeApiError } from './api-error.ts';
import type { EximpeClient } from './client.ts';
import type { NoAnswer, RefundOutcome, RefundReport } from '../payments/ports/gateway.ts';
import { noAnswer } from './no-answer.ts';
import type { Refund } from './shapes.ts';
import { isLasting } from './verdict.ts';

/** EximPe's words in any case; all others are those of refunds on their way. */
const STATE: Readonly<Record<string, RefundReport['state']>> = {
  refunded: 'refunded',
  failed: 'failed',
  reversed: 'failed',
  bank_rejected_refund: 'failed',
};

/** How far a refund is, by EximPe's word for it. */
export const refundState = (word: string): RefundReport['state'] => STATE[word.toLowerCase()] ?? 'requested';

const known = ({ refund_id: refundId, refund_status: word }: Refund): RefundReport => ({
  kind: 'known',
  refundId,
  state: refundState(word),
  word: word.toLowerCase(),
});

export async function askRefund(client: EximpeClient, refundId: string): Promise<RefundReport | NoAnswer> {
  try {
    return known(await client.refunds.get(refundId));
  } catch (error) {
    return noAnswer(error);
  }
}

export async function refundOnce(client: EximpeClient, paymentId: string, amount: string): Promise<RefundOutcome> {
  try {
    const { results, count } = await client.refunds.list({ payment_id: paymentId });
    const mine = results.filter((refund) => refund.payment_id === paymentId);
    const standing = mine.find(
      ({ refund_status: status, refund_amount: given }) =>
        refundState(status) !== 'failed' && (given == null || Number(given) === Number(amount)),
    );
    const isWhole = mine.length === results.length && (count ?? 0) <= results.length;
    if (!standing && !isWhole)
      return { kind: 'unknown', detail: 'the list of refunds is of other payments or not whole' };
    const refund = standing ?? (await client.refunds.create(paymentId, amount));
    return known(refund);
  } catch (error) {
    if (error instanceof EximpeApiError && isLasting(error)) return { kind: 'refused', detail: error.message };
    return noAnswer(error);
  }
}
