// A payment as the shop's hooks receive it.
import type { AttemptId, Mop, Network, ProblemCode } from '@eximpe/contract';
import { chargedAmount, paysPrice, type Attempt } from '../attempt/attempt.ts';
import { detailsOf, type PaymentDetails } from '../attempt/payment-details.ts';
import { toldTermsOf, type ToldTerms } from '../attempt/terms.ts';

export interface Payment extends PaymentDetails, ToldTerms {
  /** Your checkout reference. */
  readonly checkout: string;
  readonly attempt: AttemptId;
  /** The `reference_id` that the order has at EximPe. */
  readonly referenceId: string;
  /** The amount that EximPe says it captured, otherwise the amount of the charge: rupees, two places, e.g. `"1000.00"`. Compare it with your order. */
  readonly amount: string;
  readonly network: Network;
  readonly mop: Mop;
  /** Last four digits of the card. */
  readonly last4: string;
  /** When the money was taken, ISO 8601; null if it was not. */
  readonly paidAt: string | null;
  /** Only when it differs from `amount`: what the checkout costs now; null when you have withdrawn the checkout. */
  readonly price?: string | null;
}

/** The argument of `onPaid`: EximPe has captured the payment. */
export interface PaidPayment extends Payment {
  /** EximPe had reported this payment as failed before, and `onFailed` may have been called. */
  readonly afterFailure: boolean;
}

/** The argument of `onFailed`: EximPe says, and confirms, that the attempt failed. */
export interface FailedPayment extends Payment {
  readonly problem: ProblemCode;
}

export function paymentOf(attempt: Attempt): Payment {
  const { checkout, id, referenceId, network, mop, last4, paidAt, price } = attempt;
  return {
    checkout,
    attempt: id,
    referenceId,
    ...toldTermsOf(attempt),
    ...detailsOf(attempt),
    amount: chargedAmount(attempt),
    network,
    mop,
    last4,
    paidAt,
    ...(paysPrice(attempt) ? {} : { price }),
  };
}
