// When to ask the server again. Pure: numbers in, milliseconds out.

export const POLL = {
  /** Pause before the second question; it grows by `growth` up to `slowestDelayMs`. */
  firstDelayMs: 1_000,
  growth: 1.5,
  slowestDelayMs: 5_000,
  /** Each pause is moved by up to this share either way, so that many phones don't ask in step. */
  jitter: 0.2,
  /** While the page can't be seen, or answers are pushed, something else will wake us: asking is only the safety net. */
  quietDelayMs: 15_000,
  /** After we stopped showing the wait: still curious, no longer in a hurry. */
  patientDelayMs: 30_000,
  /** The wait is shown for this long, then the shop will confirm. @see EMV 3-D Secure: a challenge may take 10 minutes */
  showForMs: 600_000,
} as const;

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
  const growing = Math.min(POLL.slowestDelayMs, POLL.firstDelayMs * POLL.growth ** Math.max(0, asked - 1));
  const delay =
    waitedMs >= POLL.showForMs ? POLL.patientDelayMs : quiet ? Math.max(growing, POLL.quietDelayMs) : growing;
  return Math.round(delay * (1 + POLL.jitter * (2 * random - 1)));
}
