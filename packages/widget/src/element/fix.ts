// What the shopper has to mend after a problem: which fields are emptied, and where the caret goes.
import type { PROBLEMS, ProblemCode } from '@eximpe/contract';
import type { FieldName } from '../fields/judge-card.ts';
import type { MessageKey } from '../i18n/messages.ts';
import { problemWord } from '../i18n/problem-words.ts';

/** The problems for which the contract says that only another card helps. */
type OtherCardCode = {
  [Code in ProblemCode]: (typeof PROBLEMS)[Code]['retry'] extends 'other_card' ? Code : never;
}[ProblemCode];
const OTHER_CARD: Readonly<Partial<Record<ProblemCode, true>>> = {
  card_declined: true,
  insufficient_funds: true,
  card_expired: true,
  network_not_accepted: true,
} satisfies Record<OtherCardCode, true>;
export const needsOtherCard = (code: ProblemCode): boolean => OTHER_CARD[code] === true;

/**
 * The place of the card that was paid with: the fields, or the saved cards. A redirect empties the form; after it: perhaps saved
 * cards that are still loading, or nowhere.
 */
export type CardPlace = 'typed' | 'saved' | 'saved_with_cvc' | 'perhaps_saved' | 'gone';

export interface Fix {
  readonly wipe: readonly FieldName[];
  /** Fields to show as missing: one field among others that stay as they are. */
  readonly mark?: readonly FieldName[];
  readonly focus: FieldName | 'saved_cvc' | 'mop' | 'pay';
}

/** What “Use another card” does. */
export const OTHER_CARD_FIX: Fix = { wipe: ['number', 'expiry', 'cvc'], focus: 'number' };

/** Asks only for the code. A saved card that was paid without a code has none to mend: the shopper types the card with its code. */
const CVC_FIX: Readonly<Record<CardPlace, Fix>> = {
  typed: { wipe: ['cvc'], mark: ['cvc'], focus: 'cvc' },
  saved: OTHER_CARD_FIX,
  saved_with_cvc: { wipe: [], focus: 'saved_cvc' },
  perhaps_saved: OTHER_CARD_FIX,
  gone: OTHER_CARD_FIX,
};

/** Another card must be typed; the name is most likely the same. A card that may be tried again stays as it is. */
export function fixFor(code: ProblemCode, card: CardPlace): Fix {
  if (code === 'card_type_needed') return { wipe: [], focus: 'mop' };
  if (code === 'cvc_incorrect') return CVC_FIX[card];
  return needsOtherCard(code) || card === 'gone' ? OTHER_CARD_FIX : { wipe: [], focus: 'pay' };
}

/** The message that tells the shopper. */
export const reasonFor = (code: ProblemCode, fix: Fix): MessageKey =>
  code === 'cvc_incorrect' && fix === OTHER_CARD_FIX ? 'cvc_incorrect_card_gone' : problemWord(code);
