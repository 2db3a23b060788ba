// What the shopper has to mend after a problem: which fields are emptied, and where the caret goes.
import type { ProblemCode } from '@eximpe/contract';
import type { FieldName } from '../fields/judge-card.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { problemWord } from '../i18n/problem-words.ts';

/** The rows of the contract's problem table whose `retry` is `other_card`. */
const OTHER_CARD: readonly ProblemCode[] = [
  'card_declined',
  'insufficient_funds',
  'card_expired',
  'network_not_accepted',
];
export const needsOtherCard = (code: ProblemCode): boolean => OTHER_CARD.includes(code);

export interface Fix {
  readonly wipe: readonly FieldName[];
  /** Shown as missing: one field among others that stay as they are. */
  readonly mark?: readonly FieldName[];
  readonly focus: FieldName | 'mop' | 'pay';
}

/** What “Use another card” does. */
export const OTHER_CARD_FIX: Fix = { wipe: ['number', 'expiry', 'cvc'], focus: 'number' };

/**
 * Another card means typing it; the name is most likely the same. A card that may be tried again stays as it is.
 *
 * @param isCardThere false where the shopper comes back from a redirect, to empty fields
 */
export function fixFor(code: ProblemCode, isCardThere: boolean): Fix {
  if (code === 'card_type_needed') return { wipe: [], focus: 'mop' };
  if (needsOtherCard(code) || !isCardThere) return OTHER_CARD_FIX;
  return code === 'cvc_incorrect' ? { wipe: ['cvc'], mark: ['cvc'], focus: 'cvc' } : { wipe: [], focus: 'pay' };
}

/** What the shopper is told of it, with the same parameters. */
export const reasonFor = (code: ProblemCode, isCardThere: boolean): MessageKey =>
  code === 'cvc_incorrect' && !isCardThere ? 'cvc_incorrect_card_gone' : problemWord(code);
