// A payment as the shop's hooks are told of it.
import type { AttemptId, Mop, Network, ProblemCode } from '@eximpe/contract';
import { chargedAmount, paysPrice, type Attempt } from '../attempt/attempt.ts';

export interface Payment {
  /** Your checkout reference. */
  readonly checkout: string;
  readonly attempt: AttemptId;
  /** PSP accounts: the sub-merchant that it was charged for; null for the account's own. */
  readonly merchantId: string | null;
  /** EximPe's order id (`OD…`). */
  readonly orderId: string | null;
  /** EximPe's payment id (`PR…`), by which it is refunded; null where EximPe has not named it. */
  readonly paymentId: string | null;
  /** The `reference_id` that the order has at EximPe. */
  readonly referenceId: string;
  /** The bank's own reference; null where EximPe has not named it. */
  readonly bankReference: string | null;
  /** What was charged, by EximPe's word where it gave one: rupees, two places, e.g. `"1000.00"`. Compare it with your order. */
  readonly amount: string;
  readonly currency: 'INR';
  readonly network: Network;
  readonly mop: Mop;
  /** Last four digits of the card. */
  readonly last4: string;
  /** Null where nobody said. */
  readonly issuingBank: string | null;
  /** When the money was taken, ISO 8601; null while it was not. */
  readonly paidAt: string | null;
  /** Only where it differs from `amount`: what the checkout costs now; null when you have taken it back. */
  readonly price?: string | null;
}

/** What `onPaid` is told: EximPe has captured the payment. */
export interface PaidPayment extends Payment {
  /** EximPe had called this payment failed before, and you may have been told so. */
  readonly afterFailure: boolean;
}

/** What `onFailed` is told: EximPe says, and confirms, that the attempt failed. */
export interface FailedPayment extends Payment {
  readonly problem: ProblemCode;
  /** Another attempt has paid the checkout: nothing about your order changes. */
  readonly checkoutPaid: boolean;
}

export function paymentOf(attempt: Attempt): Payment {
  const { checkout, id, merchantId, orderId, paymentId, referenceId, bankReference } = attempt;
  const { currency, network, mop, last4, issuingBank, paidAt, price } = attempt;
  return {
    checkout,
    attempt: id,
    merchantId,
    orderId,
    paymentId,
    referenceId,
    bankReference,
    amount: chargedAmount(attempt),
    currency,
    network,
    mop,
    last4,
    issuingBank,
    paidAt,
    ...(paysPrice(attempt) ? {} : { price }),
  };
}
