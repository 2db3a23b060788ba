// A cardholder disputes a payment: a chargeback, from the day it is raised until it is closed.

/** The names in the documents. */
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
