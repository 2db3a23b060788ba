// How long a store keeps payments and proofs of consent.
import { EximpeKitError } from '../errors/kit-error.ts';

export interface RetentionOptions {
  /** How long attempts are kept once nothing is left to ask or do about them, in days. Default 400, at least 14. */
  readonly keepDays?: number;
  /** How long the proof of a shopper's consent to save a card is kept after it was given or withdrawn, in days. Default 2,922: eight years. */
  readonly keepConsentsDays?: number;
}

export const DAY_MS = 24 * 3_600_000;

/** The kit asks EximPe for up to twelve days: nothing may be forgotten before. */
const LEAST_KEEP_DAYS = 14;

/** In milliseconds. Throws an EximpeKitError for a time that is too short. */
export function keepMs({ keepDays = 400, keepConsentsDays = 2_922 }: RetentionOptions) {
  if (!(keepDays >= LEAST_KEEP_DAYS)) {
    throw new EximpeKitError(
      'EXIMPE_STORE_UNUSABLE',
      `keepDays must be ${LEAST_KEEP_DAYS} or more: EximPe may still decide a payment during that time`,
    );
  }
  return { attempts: keepDays * DAY_MS, consents: keepConsentsDays * DAY_MS } as const;
}
