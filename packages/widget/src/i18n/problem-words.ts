// The message for the shopper about each problem. Shoppers who can't remove the cause read only what to do next.
import type { ProblemCode } from '@eximpe/contract';
import { form as en } from './lang/en.ts';
import type { MessageKey } from './messages.ts';

/** Problems that use another message. */
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

/** The key of the problem's own message, of the one it shares, or of the general one for problems that only the shop can mend. */
export function problemWord(code: ProblemCode): MessageKey {
  const own = `problem_${code}`;
  return TOLD_AS[code] ?? (own in en ? (own as MessageKey) : 'problem_shop');
}
