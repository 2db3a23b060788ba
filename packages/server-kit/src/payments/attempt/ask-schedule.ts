// When to ask EximPe about a payment for which no webhook has come.

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** After a hint, soon; then ever less often: webhooks and the shopper's return are the normal way to learn. */
const DELAYS_MS = [1, 2, 4, 8, 15, 30, 60, 120, 300, 900, 3_600].map((seconds) => seconds * SECOND);
/** After a failure, ever more rarely: the bank may have taken the money all the same. */
const LATE_DELAYS_MS = [1 / 60, 5 / 60, 15 / 60, 1, 3, 6, 12, 24].map((hours) => hours * HOUR);

const at = (delays: readonly number[], index: number): number => delays[Math.min(index, delays.length - 1)] ?? SECOND;

/** Milliseconds to wait after the given number of answers that said *pending*. */
export const askDelayMs = (asks: number): number => at(DELAYS_MS, asks);

/** Milliseconds to wait until EximPe is asked again about a payment that failed. */
export const lateAskDelayMs = (asks: number): number => at(LATE_DELAYS_MS, asks);

/** While the shopper is at the bank, nothing is to be learned by asking: the first backstop comes after this. */
export const FIRST_ASK_DURING_CHALLENGE_MS = 30 * SECOND;
/** Where the schedule goes on after that backstop. */
export const ASKS_AFTER_CHALLENGE_START = 5;
/** One payment is never asked about more often than this, however many clients wait. */
export const LEAST_ASK_GAP_MS = SECOND;
/** After a lost charge call, EximPe has this long to say anything at all of it; then the merchant is to look. */
export const ATTENTION_AFTER_MS = 15 * 60 * SECOND;
/** Counted from when the charge call was over at the latest: an empty answer to "do you have it?" is not believed earlier. */
export const LOST_CHARGE_GRACE_MS = 30 * SECOND;
/** After so long without a word from the bank, another card may take the place of an attempt that is still pending. */
export const SUPERSEDE_AFTER_MS = 120 * SECOND;
