/** A wait that lasts: what may be needed only then is shown, and said. `.late` in card-form.css counts as long. */
export const LATE_MS = 8_000;
