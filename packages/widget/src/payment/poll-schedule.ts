// When to ask the server again. Pure: numbers in, milliseconds out.

/** Pause before the second question; it grows by `GROWTH` up to `SLOWEST_DELAY_MS`. */
export const FIRST_DELAY_MS = 1_000;
const GROWTH = 1.5;
const SLOWEST_DELAY_MS = 5_000;
/** Each pause varies by up to this share in both directions, so that many phones don't ask at the same moment. */
export const JITTER = 0.2;
/** While the page is hidden, or answers are pushed, another event triggers the next question: polling is only the safety net. */
export const QUIET_DELAY_MS = 15_000;
/** After the form has stopped showing the wait: it still asks, but less often. */
export const PATIENT_DELAY_MS = 30_000;
/** The wait is shown for this long; after that the shop will confirm. */
export const SHOW_FOR_MS = 600_000;

export interface Waiting {
  /** Questions asked so far. */
  readonly asked: number;
  readonly waitedMs: number;
  readonly quiet: boolean;
  /** 0 to 1. */
  readonly random: number;
}

/** Pause before the next question. */
export function pollDelayMs({ asked, waitedMs, quiet, random }: Waiting): number {
  let delayMs = Math.min(SLOWEST_DELAY_MS, FIRST_DELAY_MS * GROWTH ** Math.max(0, asked - 1));
  if (quiet) delayMs = QUIET_DELAY_MS;
  if (waitedMs >= SHOW_FOR_MS) delayMs = PATIENT_DELAY_MS;
  return Math.round(delayMs * (1 + JITTER * (2 * random - 1)));
}
