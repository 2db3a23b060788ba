// When to ask EximPe about a payment for which no webhook has come.

const SECOND = 1_000;
const HOUR = 3_600 * SECOND;
/** Soon after a hint, then less and less often: webhooks and the shopper's return are the normal way to learn. */
const DELAYS_MS = [1, 2, 4, 8, 15, 30, 60, 120, 300, 900, 3_600].map((seconds) => seconds * SECOND);
/** After a failure, less and less often: the bank may have taken the money all the same. */
const LATE_DELAYS_MS = [1 / 60, 5 / 60, 15 / 60, 1, 3, 6, 12, 24].map((hours) => hours * HOUR);

const at = (delays: readonly number[], index: number): number => delays[Math.min(index, delays.length - 1)] ?? SECOND;

/** Milliseconds to wait after the given number of answers that said *pending*. */
export const askDelayMs = (asks: number): number => at(DELAYS_MS, asks);

/** Milliseconds to wait until EximPe is asked again about a payment that failed. */
export const lateAskDelayMs = (asks: number): number => at(LATE_DELAYS_MS, asks);

/** While the shopper is at the bank, asking brings no news: the first check comes after this time. */
export const FIRST_ASK_DURING_CHALLENGE_MS = 30 * SECOND;
/** Where the schedule goes on after that check. */
export const ASKS_AFTER_CHALLENGE_START = 5;
/** One payment is never asked about more often than this, however many clients wait. */
export const LEAST_ASK_GAP_MS = SECOND;
/** After a lost charge call, EximPe has this long to say anything about it; then the merchant has to look. */
export const ATTENTION_AFTER_MS = 15 * 60 * SECOND;
/** Counted from the latest end of the charge call: before this, the kit does not rely on an answer of EximPe's that it has no such order. */
export const LOST_CHARGE_GRACE_MS = 30 * SECOND;
/** After this long without news from the bank, another card may take the place of an attempt that is still pending. */
export const SUPERSEDE_AFTER_MS = 120 * SECOND;
