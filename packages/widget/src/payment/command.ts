// What the machine wants done. Data only; the runner carries it out, in order.
import type { AttemptId, PaymentHandle } from '@eximpe/contract';
import type { ChallengeMode } from './state.ts';

export type Command =
  | { readonly kind: 'loadCheckout' }
  /** Sends the card, once, under this attempt's name. */
  | { readonly kind: 'initiate'; readonly attempt: AttemptId }
  /** Makes room for the bank's page inside the shopper's click, before its address is known. */
  | { readonly kind: 'prepareBank'; readonly attempt: AttemptId; readonly mode: ChallengeMode }
  | { readonly kind: 'showBank'; readonly attempt: AttemptId; readonly mode: ChallengeMode; readonly launchUrl: string }
  | { readonly kind: 'closeBank' }
  /** Asks for a fresh launch address of the same payment. */
  | { readonly kind: 'relaunch'; readonly attempt: AttemptId; readonly handle: PaymentHandle }
  | { readonly kind: 'abandon'; readonly attempt: AttemptId; readonly handle: PaymentHandle }
  /** Starts asking what became of it, until told to stop. */
  | { readonly kind: 'watch'; readonly attempt: AttemptId; readonly handle: PaymentHandle | null }
  | { readonly kind: 'askNow' }
  | { readonly kind: 'stopWatching' }
  | { readonly kind: 'remember'; readonly attempt: AttemptId; readonly handle: PaymentHandle | null }
  | { readonly kind: 'forget' };
