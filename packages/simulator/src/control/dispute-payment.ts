// A cardholder's bank raises a dispute, or changes the status of one.
import type { Dispute, DisputeStatus } from '../book/dispute.ts';
import type { Order } from '../book/order.ts';
import type { World } from '../world.ts';

/** How long a merchant has to answer; the documents only say that there is a last day. */
const REPLY_WITHIN_MS = 3 * 86_400_000;

/** Raises a dispute of a captured payment, or changes the status of an existing one. Undefined when no money was taken. */
export function disputePayment({ clock, ids }: World, order: Order, status: DisputeStatus): Dispute | undefined {
  if (order.payment.status !== 'captured') return undefined;
  const nowMs = clock.now();
  order.dispute ??= { id: ids.numbered('CB'), raisedAtMs: nowMs, replyBeforeMs: nowMs + REPLY_WITHIN_MS, status };
  order.dispute.status = status;
  return order.dispute;
}
