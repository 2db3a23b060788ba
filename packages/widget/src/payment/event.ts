// All events that the payment's machine handles.
import type { AttemptId, CheckoutAnswer, PaymentAnswer, PaymentHandle, Problem } from '@eximpe/contract';
import type { ChallengeMode } from './state.ts';

/**
 * Only `answered` carries an outcome, and only the server decides one. Replies say which attempt they are `about`: a late one
 * can't touch another attempt.
 */
export type PaymentEvent =
  | { readonly kind: 'started' }
  /** This tab remembers an undecided attempt; `handle` is null when its first answer never came. */
  | { readonly kind: 'resumed'; readonly attempt: AttemptId; readonly handle: PaymentHandle | null }
  | { readonly kind: 'checkoutLoaded'; readonly checkout: CheckoutAnswer }
  | { readonly kind: 'checkoutRefused'; readonly problem: Problem }
  | { readonly kind: 'submitted'; readonly attempt: AttemptId; readonly mode: ChallengeMode }
  /** The server sends the payment's status. */
  | { readonly kind: 'answered'; readonly about: AttemptId; readonly payment: PaymentAnswer }
  /** The server refused: this request charged nothing. */
  | { readonly kind: 'refused'; readonly about: AttemptId; readonly problem: Problem }
  /** No answer came, or none that can be believed. The card may have been charged. */
  | { readonly kind: 'answerLost'; readonly about: AttemptId; readonly problem: Problem }
  /** The server is sure that this attempt never reached the gateway. */
  | { readonly kind: 'attemptUnknown'; readonly about: AttemptId }
  /** The server can't say, now or later. Another payment could charge twice. */
  | { readonly kind: 'outcomeUnknown'; readonly about: AttemptId }
  /** The shopper came back from the bank, or a page says so. */
  | { readonly kind: 'returned'; readonly about: AttemptId }
  /** Anything else that makes it worth asking now: focus, online, a push, the shopper's “check now”. */
  | { readonly kind: 'hinted' }
  /** The bank's page can't be shown this way; `next` is the mode to try without another click, if there is one. */
  | { readonly kind: 'challengeBlocked'; readonly next: ChallengeMode | null }
  /** The bank's page seems to be gone, but may still be there. */
  | { readonly kind: 'windowClosed' }
  | { readonly kind: 'reopened'; readonly mode: ChallengeMode }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'waitTimedOut' }
  | { readonly kind: 'retried' };
