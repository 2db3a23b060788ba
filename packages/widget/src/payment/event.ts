// Everything that can happen to a payment, as the machine hears it.
import type { AttemptId, CheckoutAnswer, PaymentAnswer, PaymentHandle, Problem } from '@eximpe/contract';
import type { ChallengeMode } from './state.ts';

/**
 * Only `answered` carries an outcome, and only the server makes one. Replies name the attempt they were asked about, so
 * that a late reply can't touch another attempt.
 */
export type PaymentEvent =
  | { readonly kind: 'started' }
  /** This tab remembers an undecided attempt; `handle` is null when its first answer never came. */
  | { readonly kind: 'resumed'; readonly attempt: AttemptId; readonly handle: PaymentHandle | null }
  | { readonly kind: 'checkoutLoaded'; readonly checkout: CheckoutAnswer }
  | { readonly kind: 'checkoutRefused'; readonly problem: Problem }
  | { readonly kind: 'submitted'; readonly attempt: AttemptId; readonly mode: ChallengeMode }
  /** The server says where the payment stands. */
  | { readonly kind: 'answered'; readonly attempt: AttemptId; readonly payment: PaymentAnswer }
  /** The server said no: this request charged nothing. */
  | { readonly kind: 'refused'; readonly attempt: AttemptId; readonly problem: Problem }
  /** No answer, or none that can be believed. It may have been charged. */
  | { readonly kind: 'answerLost'; readonly attempt: AttemptId }
  /** The server is sure that this attempt never reached the gateway. */
  | { readonly kind: 'attemptUnknown'; readonly attempt: AttemptId }
  /** The server can't say, now or later. Paying again could charge twice. */
  | { readonly kind: 'nobodyKnows'; readonly attempt: AttemptId }
  /** The bank's page came back, or says that it did. */
  | { readonly kind: 'returned'; readonly attempt: AttemptId }
  /** Anything else that makes asking now worth while: focus, online, a push, the shopper's “check now”. */
  | { readonly kind: 'hinted' }
  /** The shopper sees the page again: another tab may have paid meanwhile, or the price may have changed. */
  | { readonly kind: 'shownAgain' }
  /** The bank's page can't be shown this way; `next` is the way to try without another click, if there is one. */
  | { readonly kind: 'challengeBlocked'; readonly next: ChallengeMode | null }
  /** The bank's page seems to be gone. It may not be. */
  | { readonly kind: 'windowClosed' }
  | { readonly kind: 'reopened'; readonly mode: ChallengeMode }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'waitedTooLong' }
  | { readonly kind: 'retried' };
