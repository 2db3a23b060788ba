// The state of a payment, as the shopper sees it. No state contains card data.
import type { AttemptId, ChallengeMode, CheckoutAnswer, PaymentAnswer, Problem } from '@eximpe/contract';

/** How the bank's page is shown. */
export type { ChallengeMode } from '@eximpe/contract';

export type PaymentState =
  /** Asking the server for the checkout. `problem` is why an earlier attempt ended; the form will show it. */
  | { readonly kind: 'loading'; readonly problem?: Problem }
  /** The checkout cannot be offered; the shopper may try to load it again. */
  | { readonly kind: 'unavailable'; readonly problem: Problem }
  /** The form is shown. `problem` is why the last attempt ended, if there was one. */
  | { readonly kind: 'entry'; readonly checkout: CheckoutAnswer; readonly problem?: Problem }
  /** The card is being sent. */
  | {
      readonly kind: 'submitting';
      readonly checkout: CheckoutAnswer | null;
      readonly attempt: AttemptId;
      readonly mode: ChallengeMode;
    }
  /** The shopper is with the bank. `window: 'blocked'` means that no bank page is on screen, and that it takes a click to open one. */
  | {
      readonly kind: 'challenge';
      readonly checkout: CheckoutAnswer | null;
      readonly payment: PaymentAnswer;
      readonly mode: ChallengeMode;
      readonly window: 'open' | 'closed' | 'blocked';
    }
  /**
   * Nobody knows the outcome yet; the server is being asked. `payment` is null while only the attempt's id is known.
   * `lost` is the problem that came instead of an answer to this attempt: the reason to show if nothing turns out to be charged.
   */
  | {
      readonly kind: 'checking';
      readonly checkout: CheckoutAnswer | null;
      readonly attempt: AttemptId;
      readonly payment: PaymentAnswer | null;
      readonly lost?: Problem;
      readonly why: 'returned' | 'no_challenge' | 'answer_lost' | 'resumed' | 'cancelling';
    }
  /** EximPe captured the money. Final. */
  | { readonly kind: 'paid'; readonly payment: PaymentAnswer }
  /** EximPe refused the payment. The form is open for a new attempt; `checkout` is null until the server has sent it. */
  | {
      readonly kind: 'failed';
      readonly checkout: CheckoutAnswer | null;
      readonly payment: PaymentAnswer;
      readonly problem: Problem;
    }
  /** The form has stopped showing the wait. Do not pay again: the shop will confirm. */
  | { readonly kind: 'unknown'; readonly attempt: AttemptId; readonly payment: PaymentAnswer | null };

/** What a page knows about a payment that a frame looks after. */
export interface FramedState {
  readonly kind: PaymentState['kind'];
  readonly problem: Problem | undefined;
}

/** The card is being sent, or was accepted, and nobody knows the outcome yet. */
const IN_FLIGHT: ReadonlySet<PaymentState['kind']> = new Set(['submitting', 'challenge', 'checking']);
export const isInFlight = ({ kind }: Pick<PaymentState, 'kind'>): boolean => IN_FLIGHT.has(kind);

/** The payment that is shown, if one is known. */
export const paymentOf = (state: PaymentState): PaymentAnswer | null => ('payment' in state ? state.payment : null);

/** Whether the form can be filled in: it can after a failed attempt, with the reason above the fields. */
export const isOpen = ({ kind }: Pick<PaymentState, 'kind'>): boolean => kind === 'entry' || kind === 'failed';

/** In these states the form shows the fields, and no panel instead of them. */
const HAS_FIELDS: ReadonlySet<PaymentState['kind']> = new Set(['loading', 'entry', 'submitting', 'failed']);
export const hasFields = ({ kind }: Pick<PaymentState, 'kind'>): boolean => HAS_FIELDS.has(kind);

/** The checkout that an open form pays; null if the form is closed, and while the server has not sent it. */
export const openCheckout = (state: PaymentState): CheckoutAnswer | null =>
  state.kind === 'entry' || state.kind === 'failed' ? state.checkout : null;

/** The problem of this state, if it has one. */
export const problemOf = (state: PaymentState | FramedState): Problem | undefined =>
  'problem' in state ? state.problem : undefined;
