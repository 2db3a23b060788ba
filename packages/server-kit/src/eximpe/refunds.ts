// Refunds a payment once: looks for an earlier refund first. Also tells the state of a refund.
import { EximpeApiError } from './api-error.ts';
import type { EximpeClient } from './client.ts';
import type { NoAnswer, RefundOutcome, RefundReport } from '../payments/ports/gateway.ts';
import { noAnswer } from './no-answer.ts';
import type { Refund } from './shapes.ts';
import { isLasting } from './verdict.ts';

/** EximPe's words, in upper or lower case; any other word means that the refund is on its way. */
const STATE: Readonly<Record<string, RefundReport['state']>> = {
  refunded: 'refunded',
  failed: 'failed',
  reversed: 'failed',
  bank_rejected_refund: 'failed',
};

/** The state of a refund, from EximPe's word for it. */
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
      return { kind: 'unknown', detail: 'the list of refunds has other payments or is incomplete' };
    const refund = standing ?? (await client.refunds.create(paymentId, amount));
    return known(refund);
  } catch (error) {
    if (error instanceof EximpeApiError && isLasting(error)) return { kind: 'refused', detail: error.message };
    return noAnswer(error);
  }
}
