// The result of one check of the doctor.
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  /** What the doctor saw; with a remedy when it is wrong. */
  readonly says: string;
}
