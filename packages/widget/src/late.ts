/** A long wait, after which the form shows and says what may only then be needed. `.late` in card-form.css waits as long. */
export const LATE_MS = 8_000;
