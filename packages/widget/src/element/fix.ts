// What the shopper has to mend after a problem: which fields are emptied, and where the caret goes.
import type { ProblemCode } from '@eximpe/contract';
import type { FieldName } from '../fields/judge-card.ts';

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
  readonly focus: FieldName | 'mop' | 'pay';
}

/** What “Use another card” does. */
export const OTHER_CARD_FIX: Fix = { wipe: ['number', 'expiry', 'cvc'], focus: 'number' };

/** Another card means typing it; the name is most likely the same. A card that may be tried again stays as it is. */
export function fixFor(code: ProblemCode): Fix {
  if (code === 'cvc_incorrect') return { wipe: ['cvc'], focus: 'cvc' };
  if (code === 'card_type_needed') return { wipe: [], focus: 'mop' };
  if (needsOtherCard(code)) return OTHER_CARD_FIX;
  return { wipe: [], focus: 'pay' };
}
