// By what payments are counted: in every event and log line about one, and labels of every metric. Closed lists only, no ids.
import type { ChallengeMode, Mop, Network } from '@eximpe/contract';
import type { Attempt } from './attempt/attempt.ts';

export interface PaymentLabels {
  readonly network: Network;
  readonly mop: Mop;
  /** Typed for this payment, or saved before. */
  readonly card: 'new' | 'saved';
  /** How the bank's challenge is shown; `none` where the bank asked for none, `unknown` where the form did not say. */
  readonly challenge: ChallengeMode | 'none' | 'unknown';
  /** Through which adapter of the kit the request to pay came; null where that is not told. */
  readonly adapter: string | null;
}

export const labelsOf = (attempt: Attempt): PaymentLabels => ({
  network: attempt.network,
  mop: attempt.mop,
  card: attempt.savedCard ? 'saved' : 'new',
  challenge: attempt.challenged ? (attempt.challengeMode ?? 'unknown') : 'none',
  adapter: attempt.adapter,
});

/** The compiler names the one that is missing. */
const ALL: Readonly<Record<keyof PaymentLabels, true>> = {
  network: true,
  mop: true,
  card: true,
  challenge: true,
  adapter: true,
};
export const PAYMENT_LABELS = Object.keys(ALL) as readonly (keyof PaymentLabels)[];
