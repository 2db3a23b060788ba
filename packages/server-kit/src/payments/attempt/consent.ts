// What the kit keeps of a shopper's consent to save a card: which text they saw, not the text itself.
import { createHash } from 'node:crypto';
import type { SaveConsent } from '@eximpe/contract';

export interface KeptConsent {
  /** Version of the text, e.g. `2026-11-28`. */
  readonly textVersion: string;
  /** Language it was shown in, e.g. `hi`. */
  readonly locale: string;
  /** SHA-256 of the exact text in UTF-8, in hexadecimal: tells later which words the shopper agreed to. */
  readonly textHash: string;
}

export const keptConsent = ({ textVersion, locale, text }: SaveConsent): KeptConsent => ({
  textVersion,
  locale,
  textHash: createHash('sha256').update(text).digest('hex'),
});
