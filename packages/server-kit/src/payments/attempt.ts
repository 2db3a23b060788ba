// One try to pay: everything the kit remembers about it. Flat, serialisable, without card data.
import type { AttemptId, ChallengeMode, Mop, Network, PaymentStatus, ProblemCode, SaveConsent } from '@eximpe/contract';

/**
 * What became of the one charge call of this attempt.
 * - `sent`: under way, or the process died in it. `lost`: no intelligible answer came; the gateway may or may not have it.
 * - `answered`: EximPe has an order for it. `refused`: it is certain that no order was made.
 */
export type ChargeCall = 'sent' | 'lost' | 'answered' | 'refused';

/** How a report reached us. */
export type ReportSource = 'create' | 'status' | 'webhook' | 'reconcile';

/** What was done about a capture that came second. */
export type Duplicate = 'none' | 'reported' | 'refund_due' | 'refunded' | 'refund_refused';

/**
 * What is to be done next about a capture: `announce` one that came after a failure, then `find_duplicates` among the other
 * attempts of the checkout.
 */
export type CaptureFollowUp = 'none' | 'announce' | 'find_duplicates' | 'done';

/** Where `onSettled` stands. */
export type Delivery = 'none' | 'due' | 'done';

export interface Attempt {
  readonly id: AttemptId;
  /** The merchant's checkout reference. */
  readonly checkout: string;
  /** EximPe's `reference_id`; derived from `id`, so that it can be asked for even when nothing else is left. */
  readonly referenceId: string;
  /** Keyed hash of what was asked for; tells a repeat from a misuse. */
  readonly contentHash: string;
  /** Keyed hash of the card; tells its owner from a stranger. */
  readonly cardHash: string;
  /** Rupees, two places. */
  readonly amount: string;
  readonly currency: 'INR';
  readonly network: Network;
  readonly mop: Mop;
  readonly last4: string;
  /** Paid with a card that EximPe had saved, instead of a typed one. */
  readonly savedCard: boolean;
  /** Through which adapter of the kit the request to pay came; null where that is not told. */
  readonly adapter: string | null;
  /** How the form meant to show the bank's page; null where it did not say. */
  readonly challengeMode: ChallengeMode | null;
  /** Owner of the card, in the merchant's words: EximPe's `identifier`. */
  readonly customer: string;
  readonly resultUrl: string | null;
  /** What the shopper was shown when they asked for the card to be saved, at `createdAtMs`; null when they did not. */
  readonly saveConsent: SaveConsent | null;
  readonly createdAtMs: number;
  /** By then the charge call has answered or was given up. */
  readonly chargeEndsAtMs: number;

  readonly charge: ChargeCall;
  readonly orderId: string | null;
  /** EximPe's payment id (PR…), once a webhook or listing named it. */
  readonly paymentId: string | null;
  /** True when EximPe sent a page of the bank to show. */
  readonly challenged: boolean;

  readonly status: PaymentStatus;
  /** With `failed` or a refused charge: why. With `pending`: why this attempt was cancelled. */
  readonly problem: ProblemCode | null;
  /** With a refused charge: paths of the fields that EximPe did not like. */
  readonly refusedFields: readonly string[];
  /** With a refused charge, in the sandbox: what was at fault, in EximPe's words. Null in production. */
  readonly fault: string | null;
  readonly settledAtMs: number | null;
  readonly settledBy: ReportSource | null;
  /** A capture was reported after the payment had failed: money was taken that nobody expects. */
  readonly capturedAfterFailure: boolean;
  readonly captureFollowUp: CaptureFollowUp;
  readonly duplicate: Duplicate;
  /** `onDuplicateCapture` has taken this one. */
  readonly duplicateTold: boolean;

  /** When EximPe last said that the payment is pending. */
  readonly reportedPendingAtMs: number | null;
  /** How often the gateway was asked since the last hint. */
  readonly asks: number;
  /** When something is to be done about this attempt: ask the gateway, or deliver `onSettled`. Null: nothing. */
  readonly dueAtMs: number | null;
  readonly delivery: Delivery;
  readonly deliveryTries: number;
  /** The merchant was told that only they can find out what became of this charge. */
  readonly needsAttention: boolean;

  /** Grows by one with every write; the store refuses a write that skipped one. */
  readonly revision: number;
}

/** EximPe: letters, digits and dashes, at most 50. */
export const referenceFor = (id: AttemptId): string => `CF-${id}`;

export function attemptOfReference(referenceId: string): AttemptId | undefined {
  return /^CF-([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/i
    .exec(referenceId)?.[1]
    ?.toLowerCase();
}

/** What a new attempt starts from; the rest is the same for all. */
export type NewAttempt = Pick<
  Attempt,
  | 'id'
  | 'checkout'
  | 'contentHash'
  | 'cardHash'
  | 'amount'
  | 'currency'
  | 'network'
  | 'mop'
  | 'last4'
  | 'savedCard'
  | 'adapter'
  | 'challengeMode'
  | 'customer'
  | 'resultUrl'
  | 'saveConsent'
  | 'createdAtMs'
  | 'chargeEndsAtMs'
>;

/** @param dueAtMs when to look for it if no answer is ever recorded (the process died). */
export function newAttempt(given: NewAttempt): Attempt {
  // Written out: an object that grows by a spread and twenty more properties costs V8 ten times as much.
  return {
    id: given.id,
    checkout: given.checkout,
    referenceId: referenceFor(given.id),
    contentHash: given.contentHash,
    cardHash: given.cardHash,
    amount: given.amount,
    currency: given.currency,
    network: given.network,
    mop: given.mop,
    last4: given.last4,
    savedCard: given.savedCard,
    adapter: given.adapter,
    challengeMode: given.challengeMode,
    customer: given.customer,
    resultUrl: given.resultUrl,
    saveConsent: given.saveConsent,
    createdAtMs: given.createdAtMs,
    chargeEndsAtMs: given.chargeEndsAtMs,
    charge: 'sent',
    orderId: null,
    paymentId: null,
    challenged: false,
    status: 'pending',
    problem: null,
    refusedFields: [],
    fault: null,
    settledAtMs: null,
    settledBy: null,
    capturedAfterFailure: false,
    captureFollowUp: 'none',
    duplicate: 'none',
    duplicateTold: false,
    reportedPendingAtMs: null,
    asks: 0,
    dueAtMs: given.chargeEndsAtMs,
    delivery: 'none',
    deliveryTries: 0,
    needsAttention: false,
    revision: 1,
  };
}

/** Whether an attempt keeps its checkout from starting another. */
export type Hold = 'none' | 'pending' | 'paid';

export function holdOf(attempt: Attempt): Hold {
  if (attempt.status === 'successful' || attempt.capturedAfterFailure) return 'paid';
  const undecided = attempt.status === 'pending' && attempt.charge !== 'refused' && attempt.problem === null;
  return undecided ? 'pending' : 'none';
}

/** The merchant's hook was called, and has not taken it. */
export const isUndelivered = (attempt: Attempt): boolean => attempt.delivery === 'due' && attempt.deliveryTries > 0;

/** Something is still to be done about a capture. */
export const isCaptureFollowUpDue = ({ captureFollowUp }: Attempt): boolean =>
  captureFollowUp === 'announce' || captureFollowUp === 'find_duplicates';

/** Something is still to be done about a payment that is over. */
export const hasWorkLeft = (attempt: Attempt): boolean =>
  attempt.delivery === 'due' || isCaptureFollowUpDue(attempt) || attempt.duplicate === 'refund_due';

/** Nothing more is to be learned from the gateway. */
export const isOver = (attempt: Attempt): boolean => attempt.status !== 'pending' || attempt.charge === 'refused';
