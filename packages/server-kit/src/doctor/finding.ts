// What the doctor says of one thing that it looked at.
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  /** What was seen; with a remedy when it is wrong. */
  readonly says: string;
}
