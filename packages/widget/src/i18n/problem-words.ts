// What to tell the shopper about each problem. Shoppers who can't remove the cause read only what to do next.
import type { ProblemCode } from '@eximpe/contract';
import { form as en } from './lang/en.ts';
import type { MessageKey } from './messages.ts';

/** Problems that are told in words that stand elsewhere already. */
const TOLD_AS: Readonly<Partial<Record<ProblemCode, MessageKey>>> = {
  card_expired: 'expiry_past',
  challenge_failed: 'problem_challenge_cancelled',
  attempt_superseded: 'problem_challenge_cancelled',
  card_type_needed: 'mop_empty',
  network_not_accepted: 'network_not_accepted',
  gateway_unreachable: 'problem_gateway',
  gateway_unintelligible: 'problem_gateway',
  checkout_unavailable: 'problem_gateway',
  attempt_unknown: 'problem_gateway',
  outcome_unknown: 'unknown_text',
};

/** A problem with words of its own, with borrowed ones, or one that only the shop can mend. */
export function problemWord(code: ProblemCode): MessageKey {
  const own = `problem_${code}`;
  return TOLD_AS[code] ?? (own in en ? (own as MessageKey) : 'problem_shop');
}
