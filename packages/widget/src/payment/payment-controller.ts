// The form's interface to a payment.
import type { CheckoutReference, InitiateRequest, Problem } from '@eximpe/contract';
import type { PaymentState } from './state.ts';

/** What the card form element may do with a payment. Nothing here can decide its outcome. */
export interface PaymentController {
  readonly state: PaymentState;
  /**
   * Starts with this checkout: resumes the attempt that this tab remembers, else loads the checkout. `why` is why the previous attempt
   * ended; the form still shows it to the shopper.
   */
  start(checkout: CheckoutReference, why?: Problem): void;
  /**
   * Must be called synchronously inside the shopper's click, because a popup may open. Ignored unless the state is `entry`
   * or `failed`. The card is used for one request and not kept.
   */
  submit(card: InitiateRequest['card'], mop?: InitiateRequest['mop']): void;
  /** Shows the bank's page again for the same attempt; call it synchronously inside a click. */
  reopenChallenge(): void;
  /** The shopper cancels; the server is first asked for the payment's status. */
  cancel(): void;
  /** Loads again, from `unavailable`. */
  retry(): void;
  /** Asks the server now (`unknown`, `checking`, `challenge`). Resolves with whether it sent the status; with true, too, if nothing is left to ask. */
  checkNow(): Promise<boolean>;
  /** Stops timers, listeners and windows. The tab still remembers the attempt. */
  stop(): void;
}
