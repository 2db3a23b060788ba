// How the bank's page behaves: one row for each known behaviour of banks.
import type { Course } from '../scenarios.ts';

export interface BankVariant {
  readonly headers?: Readonly<Record<string, string>>;
  readonly target?: '_parent' | '_top';
  /** Simulated milliseconds before the page answers. */
  readonly delayMs?: number;
  /** Runs on the page. */
  readonly script?: string;
  /** The page sets a cookie and insists on getting it back. */
  readonly needsCookie?: boolean;
  /** After the OTP, the page stays. */
  readonly stays?: boolean;
}

/** Tries to open the bank's app; on a desktop nothing answers, so the OTP form stays. */
const OPEN_APP = `setTimeout(function(){var f=document.createElement('iframe');f.hidden=true;f.src='malharbank://approve';document.body.appendChild(f)},50)`;

export const BANK_VARIANTS: Readonly<Record<Course['bank'], BankVariant>> = {
  plain: {},
  'app-link': { script: OPEN_APP },
  coop: { headers: { 'Cross-Origin-Opener-Policy': 'same-origin' } },
  'no-frames': { headers: { 'X-Frame-Options': 'DENY', 'Content-Security-Policy': "frame-ancestors 'none'" } },
  'needs-cookies': { needsCookie: true },
  'target-parent': { target: '_parent' },
  'target-top': { target: '_top' },
  slow: { delayMs: 8_000 },
  'never-returns': { stays: true },
};
