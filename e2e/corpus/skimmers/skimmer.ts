// A script that a shop's page must not contain, and what it finds.
import type { Thief } from './thief.ts';

export interface Skimmer {
  readonly what: string;
  /** Runs in the shop's page before every other script. */
  readonly script: (thief: Thief) => void;
  /** Why it finds no card even if the form is in the shop's own page, where the others find one. */
  readonly blind?: string;
}
