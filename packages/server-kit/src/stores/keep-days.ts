// How long payments must be remembered at least.
import { EximpeKitError } from '../errors/kit-error.ts';

/** EximPe is asked for up to twelve days: nothing may be forgotten before. */
export const LEAST_KEEP_DAYS = 14;

export const keptTooShort = (): EximpeKitError =>
  new EximpeKitError(
    'EXIMPE_STORE_UNUSABLE',
    `keepDays must be ${LEAST_KEEP_DAYS} or more: EximPe may still decide a payment for so long`,
  );
