// The result of one check of the doctor.
export interface Finding {
  readonly check: string;
  readonly ok: boolean;
  /** What the doctor found, with a remedy if it is wrong. */
  readonly says: string;
}
