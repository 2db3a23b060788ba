// The labels by which payments are counted: every event, log line and metric about a payment has them. Closed lists only, no ids.
import type { ChallengeMode, Mop, Network } from '@eximpe/contract';
import type { Attempt } from './attempt/attempt.ts';

export interface PaymentLabels {
  readonly network: Network;
  readonly mop: Mop;
  /** Whether the card was entered for this payment or saved before. */
  readonly card: 'new' | 'saved';
  /** How the bank's challenge is shown; `none` when the bank asked for none, `unknown` when the form did not say. */
  readonly challenge: ChallengeMode | 'none' | 'unknown';
  /** The kit's adapter that received the payment request; null when unknown. */
  readonly adapter: string | null;
}

export const labelsOf = (attempt: Attempt): PaymentLabels => ({
  network: attempt.network,
  mop: attempt.mop,
  card: attempt.savedCard ? 'saved' : 'new',
  challenge: attempt.challenged ? (attempt.challengeMode ?? 'unknown') : 'none',
  adapter: attempt.adapter,
});

/** The compiler names a missing label. */
const ALL: Readonly<Record<keyof PaymentLabels, true>> = {
  network: true,
  mop: true,
  card: true,
  challenge: true,
  adapter: true,
};
export const PAYMENT_LABELS = Object.keys(ALL) as readonly (keyof PaymentLabels)[];
