// A bank's decision about an attempt, as the limits count it.
import type { AttemptId, ProblemCode } from '@eximpe/contract';
import type { Attempt } from '../payments/attempt/attempt.ts';

/** Who pays, with what. */
export interface Payer {
  readonly checkout: string;
  readonly customer: string;
  /** Keyed hash of the card; null for a saved card, with which its owner has paid before. */
  readonly cardHash: string | null;
  /** `addressHashOf` the shopper's address. */
  readonly addressHash: string;
  /** The sub-merchant of a PSP account; null for other accounts. */
  readonly merchantId: string | null;
}

export interface Decision extends Payer {
  readonly attempt: AttemptId;
  readonly outcome: 'paid' | 'declined';
}

/**
 * Problems that are a bank's decision about a card. A failed 3-D Secure challenge is one: that is how most stolen
 * cards fail. A shopper who went away, or a fault of the shop's or EximPe's, is not.
 */
const DECLINES: ReadonlySet<ProblemCode> = new Set([
  'card_declined',
  'insufficient_funds',
  'card_expired',
  'cvc_incorrect',
  'challenge_failed',
]);

/** Undefined while nothing is decided, and when the decision was not a bank's. */
export function decisionOf(attempt: Attempt): Decision | undefined {
  const { id, checkout, customer, cardHash, savedCard, status, charge, problem, addressHash, merchantId } = attempt;
  const isFailed = status === 'failed' || charge === 'refused';
  const isDeclined = isFailed && problem !== null && DECLINES.has(problem);
  if (status !== 'successful' && !isDeclined) return undefined;
  return {
    attempt: id,
    outcome: isDeclined ? 'declined' : 'paid',
    checkout,
    customer,
    cardHash: savedCard ? null : cardHash,
    addressHash,
    merchantId,
  };
}
