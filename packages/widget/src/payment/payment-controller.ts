// What the form may do with a payment.
import type { CheckoutReference, InitiateRequest, Problem } from '@eximpe/contract';
import type { PaymentState } from './state.ts';

/** What the card form element may do with a payment. Nothing here can conclude one. */
export interface PaymentController {
  readonly state: PaymentState;
  /**
   * Starts with this checkout: resumes the attempt this tab remembers, else loads the checkout. `why` is what an attempt before it came
   * to; the shopper still reads it.
   */
  start(checkout: CheckoutReference, why?: Problem): void;
  /**
   * Must be called synchronously inside the shopper's click, because a popup may open. Ignored unless the state is `entry`
   * or `failed`. The card is used for one request and not kept.
   */
  submit(card: InitiateRequest['card'], mop?: InitiateRequest['mop']): void;
  /** Shows the bank's page again for the same attempt; synchronously inside a click. */
  reopenChallenge(): void;
  /** The shopper cancels; the server is asked for the truth first. */
  cancel(): void;
  /** From `unavailable` loads again. */
  retry(): void;
  /** Asks the server now (`unknown`, `checking`, `challenge`). Resolves to whether it said how the payment stands; to true, too, where there is nothing to ask any more. */
  checkNow(): Promise<boolean>;
  /** Stops timers, listeners and windows. The attempt stays remembered. */
  stop(): void;
}
