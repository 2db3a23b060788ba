// The machine's commands. Data only; checkout-run.ts carries them out, in order.
import type { AttemptId, PaymentAnswer, PaymentHandle } from '@eximpe/contract';
import type { ChallengeMode } from './state.ts';

export type Command =
  | { readonly kind: 'loadCheckout' }
  /** Remembers the attempt, makes room for the bank's page inside the shopper's click, and sends the card, once. */
  | { readonly kind: 'initiate'; readonly attempt: AttemptId; readonly mode: ChallengeMode }
  | { readonly kind: 'showBank'; readonly payment: PaymentAnswer; readonly mode: ChallengeMode }
  | { readonly kind: 'closeBank' }
  /** Makes room for the bank's page inside the click again, and asks for a fresh launch address of the same payment. */
  | { readonly kind: 'relaunch'; readonly payment: PaymentAnswer; readonly mode: ChallengeMode }
  | { readonly kind: 'cancel'; readonly payment: PaymentAnswer }
  /** Remembers this attempt, and asks for its outcome until told to stop. */
  | { readonly kind: 'follow'; readonly attempt: AttemptId; readonly handle: PaymentHandle | null }
  | { readonly kind: 'askNow' }
  /** Forgets the attempt and everything that was done for it. */
  | { readonly kind: 'forgetAttempt' };
