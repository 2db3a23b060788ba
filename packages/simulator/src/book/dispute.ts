// A cardholder disputes a payment: a chargeback, from the day it is raised until it is closed.
import type { World } from '../world.ts';
import type { Order } from './order.ts';

/** As the documents name them. */
export const DISPUTE_STATUSES = [
  'NEW',
  'PENDING_RESPONSE',
  'PENDING_DOC_REVIEW',
  'SUBMITTED_TO_BANK',
  'INSUFFICIENT_DOCUMENT',
  'CLOSED_CUSTOMER_FAVOUR',
  'CLOSED_IN_MERCHANT_FAVOUR',
  'CLOSED_UNDER_FRAUD_LIABILITY',
] as const;

export type DisputeStatus = (typeof DISPUTE_STATUSES)[number];

export interface Dispute {
  readonly id: string;
  readonly raisedAtMs: number;
  readonly replyBeforeMs: number;
  status: DisputeStatus;
}

/** How long a merchant has to answer; the documents only say that there is a last day. */
const REPLY_WITHIN_MS = 3 * 86_400_000;

/** Raises a dispute of a captured payment, or moves on the one that it has. Undefined where no money was taken. */
export function disputeOf({ clock, ids }: World, order: Order, status: DisputeStatus): Dispute | undefined {
  if (order.payment.status !== 'captured') return undefined;
  const nowMs = clock.now();
  order.dispute ??= { id: ids.numbered('CB'), raisedAtMs: nowMs, replyBeforeMs: nowMs + REPLY_WITHIN_MS, status };
  order.dispute.status = status;
  return order.dispute;
}
