// What `onSettled` is told: a payment whose outcome EximPe has given, once and for all.
import type { AttemptId, Network, ProblemCode } from '@eximpe/contract';
import type { Attempt } from './attempt.ts';

export interface SettledPayment {
  /** Your checkout reference. */
  readonly checkout: string;
  readonly attempt: AttemptId;
  /** EximPe's order id. */
  readonly orderId: string | null;
  /** The `reference_id` that the order has at EximPe. */
  readonly referenceId: string;
  readonly status: 'successful' | 'failed';
  /** Rupees, two places, e.g. `"1000.00"`. */
  readonly amount: string;
  readonly currency: 'INR';
  readonly network: Network;
  readonly last4: string;
  /** With `failed`: why. */
  readonly problem?: ProblemCode;
}

export function settledPayment(attempt: Attempt): SettledPayment | undefined {
  if (attempt.status === 'pending') return undefined;
  const { checkout, id, orderId, referenceId, status, amount, currency, network, last4, problem } = attempt;
  return {
    checkout,
    attempt: id,
    orderId,
    referenceId,
    status,
    amount,
    currency,
    network,
    last4,
    ...(problem === null ? {} : { problem }),
  };
}

/** A payment that EximPe captured, also when it had called it failed before. */
export function capturedPayment(attempt: Attempt): SettledPayment {
  const { checkout, id, orderId, referenceId, amount, currency, network, last4 } = attempt;
  return { checkout, attempt: id, orderId, referenceId, status: 'successful', amount, currency, network, last4 };
}
