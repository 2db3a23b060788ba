// Where a payment stands, as the shopper sees it. No card data ever lives in a state.
import type { AttemptId, ChallengeMode, CheckoutAnswer, PaymentAnswer, Problem } from '@eximpe/contract';

/** How the bank's page is shown. */
export type { ChallengeMode } from '@eximpe/contract';

export type PaymentState =
  /** Asking the server what is to be paid. `problem` is why an earlier attempt ended; the form will show it. */
  | { readonly kind: 'loading'; readonly problem?: Problem }
  /** The checkout cannot be offered; the shopper may try to load it again. */
  | { readonly kind: 'unavailable'; readonly problem: Problem }
  /** The form. `problem` is why the last attempt ended here, if there was one. */
  | { readonly kind: 'entry'; readonly checkout: CheckoutAnswer; readonly problem?: Problem }
  /** The card is on its way. */
  | {
      readonly kind: 'submitting';
      readonly checkout: CheckoutAnswer | null;
      readonly attempt: AttemptId;
      readonly mode: ChallengeMode;
    }
  /** The shopper is with the bank. `window: 'blocked'` means there is no bank page on screen and a click is needed to open one. */
  | {
      readonly kind: 'challenge';
      readonly checkout: CheckoutAnswer | null;
      readonly payment: PaymentAnswer;
      readonly mode: ChallengeMode;
      readonly window: 'open' | 'closed' | 'blocked';
    }
  /**
   * Nobody knows yet what became of it; the server is being asked. `payment` is null while only the attempt's name is known.
   * `lost` is what came instead of an answer to this attempt: the reason to tell, should it turn out that nothing was charged.
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
  /** EximPe said no. The form is open for a new attempt; `checkout` is null until the server has said what is to be paid. */
  | {
      readonly kind: 'failed';
      readonly checkout: CheckoutAnswer | null;
      readonly payment: PaymentAnswer;
      readonly problem: Problem;
    }
  /** We stopped showing the wait. Do not pay again: the shop will confirm. */
  | { readonly kind: 'unknown'; readonly attempt: AttemptId; readonly payment: PaymentAnswer | null };

/** What a page knows of a payment that a frame looks after. */
export interface FramedState {
  readonly kind: PaymentState['kind'];
  readonly problem: Problem | undefined;
}

/** The card is on its way, or was taken, and nobody knows the outcome yet. */
const IN_FLIGHT: ReadonlySet<PaymentState['kind']> = new Set(['submitting', 'challenge', 'checking']);
export const isInFlight = ({ kind }: Pick<PaymentState, 'kind'>): boolean => IN_FLIGHT.has(kind);

/** The payment that is shown, where one is known. */
export const paymentOf = (state: PaymentState): PaymentAnswer | null => ('payment' in state ? state.payment : null);

/** Whether the form is there to be filled in: after a failed attempt it is, with the reason above the fields. */
export const isOpen = ({ kind }: Pick<PaymentState, 'kind'>): boolean => kind === 'entry' || kind === 'failed';

/** While one of these is shown, so are the fields, and no panel in their place. */
const HAS_FIELDS: ReadonlySet<PaymentState['kind']> = new Set(['loading', 'entry', 'submitting', 'failed']);
export const hasFields = ({ kind }: Pick<PaymentState, 'kind'>): boolean => HAS_FIELDS.has(kind);

/** What an open form pays; null where it is closed, and while the server has not said. */
export const openCheckout = (state: PaymentState): CheckoutAnswer | null =>
  state.kind === 'entry' || state.kind === 'failed' ? state.checkout : null;

/** Why it stands there. */
export const problemOf = (state: PaymentState | FramedState): Problem | undefined =>
  'problem' in state ? state.problem : undefined;
