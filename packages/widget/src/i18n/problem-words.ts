// What to tell the shopper about each problem. Who can do nothing about the cause is told only what to do next.
import type { ProblemCode } from '@eximpe/contract';
import type { MessageKey } from './messages.ts';

export const PROBLEM_WORDS: Readonly<Record<ProblemCode, MessageKey>> = {
  card_declined: 'problem_card_declined',
  insufficient_funds: 'problem_insufficient_funds',
  card_expired: 'expiry_past',
  cvc_incorrect: 'problem_cvc_incorrect',
  challenge_failed: 'problem_challenge_failed',
  challenge_abandoned: 'problem_challenge_abandoned',
  card_type_needed: 'mop_empty',
  network_not_accepted: 'network_not_accepted',
  gateway_unreachable: 'problem_gateway',
  gateway_unintelligible: 'problem_gateway',
  request_invalid: 'problem_shop',
  origin_refused: 'problem_shop',
  transport_insecure: 'problem_shop',
  not_found: 'problem_shop',
  checkout_unknown: 'problem_checkout_unknown',
  attempt_unknown: 'problem_gateway',
  attempt_conflict: 'problem_shop',
  attempt_pending: 'unknown_text',
  already_paid: 'problem_already_paid',
  too_many_attempts: 'problem_too_many_attempts',
  outcome_unknown: 'unknown_text',
  merchant_misconfigured: 'problem_shop',
};
