// One try to pay: everything the kit remembers about it. Flat, serialisable, without card data.
import type { AttemptId, ChallengeMode, Language, Mop, Network, PaymentStatus, ProblemCode } from '@eximpe/contract';
import type { KeptConsent } from './consent.ts';
import { NO_DETAILS, type PaymentDetails } from './payment-details.ts';
import type { Terms } from './terms.ts';

/**
 * The result of this attempt's one charge call.
 * - `sent`: stored, and about to be sent or in progress; or the process died before or during the call.
 * - `lost`: no usable answer came; the gateway may or may not have the order.
 * - `answered`: EximPe has an order for it. `refused`: it is certain that no order was made.
 */
export type ChargeCall = 'sent' | 'lost' | 'answered' | 'refused';

/** How a report reached us. */
export type ReportSource = 'create' | 'status' | 'webhook' | 'reconcile';

/**
 * What a captured attempt is for its checkout: the one that paid it, or one too many. Null until the kit has decided
 * that. `replacement`: one too many by time, but the only one that pays today's price.
 */
export type CaptureRole = 'payment' | 'second' | 'replacement';

/**
 * The state of a capture's refund.
 * - `due`: the kit has to request it. `requested`: EximPe has accepted the request. `refunded`: EximPe says that it is
 *   done.
 * - `refused`: EximPe will not refund. `failed`: EximPe accepted the request, but did not refund.
 */
export type RefundState = 'none' | 'due' | 'requested' | 'refunded' | 'refused' | 'failed';

/** Kinds of work that may be due for an attempt, each with its own due time: asking EximPe, and refunding. */
export const CHORES = ['ask', 'refund'] as const;
export type Chore = (typeof CHORES)[number];

export interface Attempt extends PaymentDetails, Terms {
  readonly id: AttemptId;
  /** The merchant's checkout reference. */
  readonly checkout: string;
  /** EximPe's `reference_id`; derived from `id`, so that the kit can ask for it even when the rest of the record is lost. */
  readonly referenceId: string;
  /** Keyed hash of the request's content; tells a retry from misuse. */
  readonly contentHash: string;
  /** Keyed hash of the card; distinguishes its owner from a stranger. */
  readonly cardHash: string;
  /** Keyed hash of the shopper's address, for limits. */
  readonly addressHash: string;
  /** What is charged: rupees, two places. */
  readonly amount: string;
  /** What the checkout costs, according to the shop's hook when last called; null when the shop has withdrawn the checkout. */
  readonly price: string | null;
  readonly network: Network;
  readonly mop: Mop;
  readonly last4: string;
  /** Paid with a card that EximPe had saved, instead of a typed one. */
  readonly savedCard: boolean;
  /** The kit's adapter that received the payment request; null when unknown. */
  readonly adapter: string | null;
  /** How the form planned to show the bank's page; null when it did not say. */
  readonly challengeMode: ChallengeMode | null;
  /** Owner of the card, by the merchant's own id: EximPe's `identifier`. */
  readonly customer: string;
  /** Language of the form; null when the form did not say, or when we have no texts in its language. */
  readonly language: Language | null;
  /** The text that the shopper saw when they asked to save the card, at `createdAtMs`; null when they did not ask. */
  readonly saveConsent: KeptConsent | null;
  readonly createdAtMs: number;
  /** By this time the charge has been answered or given up. */
  readonly chargeEndsAtMs: number;

  readonly charge: ChargeCall;
  /** True when EximPe sent a bank page to show. */
  readonly challenged: boolean;

  readonly status: PaymentStatus;
  /** With `failed` or a refused charge: why. With `pending`: why this attempt was cancelled. */
  readonly problem: ProblemCode | null;
  /** With a refused charge: paths of the fields that EximPe refused. */
  readonly refusedFields: readonly string[];
  /** With a refused charge, in the sandbox: what was wrong, in EximPe's words. Null in production. */
  readonly fault: string | null;
  /** When EximPe's last decision reached us, and how. */
  readonly decidedAtMs: number | null;
  readonly decidedBy: ReportSource | null;
  /** A webhook said that it failed, and EximPe's status has not confirmed it: when, and why. */
  readonly failureClaimedAtMs: number | null;
  readonly failureClaim: ProblemCode | null;
  /** With `successful`: EximPe had reported it as failed before. */
  readonly afterFailure: boolean;

  /** What EximPe says it captured: rupees, two places, and an ISO currency. Null when it does not say. */
  readonly capturedAmount: string | null;
  readonly capturedCurrency: string | null;
  /** When the money was taken, ISO 8601; when EximPe says it was, else when we learned it. */
  readonly paidAt: string | null;
  readonly role: CaptureRole | null;
  /** With `second` and `replacement`: the captured attempt that came before this one. */
  readonly secondTo: AttemptId | null;

  /** With `second` and `replacement`: whether the kit refunds one of the two. */
  readonly refundsSecond: boolean;
  readonly refund: RefundState;
  /** With `refused` and `failed`: why, in EximPe's words. */
  readonly refundDetail: string | null;
  readonly refundId: string | null;
  readonly refundTries: number;

  /** When EximPe last said that the payment is pending. */
  readonly reportedPendingAtMs: number | null;
  /** How often EximPe was asked since the last hint or decision. */
  readonly asks: number;
  /** When the kit asks EximPe about it next. Null: never. */
  readonly askAtMs: number | null;
  /** When the kit requests its refund, or asks about it, next. Null: never. */
  readonly refundAtMs: number | null;
  /** The merchant was told that only a person can find out the result of this charge. */
  readonly needsAttention: boolean;

  /** Grows by one with every write; the store refuses a write that skipped one. */
  readonly revision: number;
}

/** When this work is due for an attempt; null when it is not. */
export const dueAt = (attempt: Attempt, chore: Chore): number | null =>
  chore === 'ask' ? attempt.askAtMs : attempt.refundAtMs;

/** EximPe: letters, digits and dashes, at most 50. */
export const referenceFor = (id: AttemptId): string => `CF-${id}`;

export function attemptOfReference(referenceId: string): AttemptId | undefined {
  return /^CF-([0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12})$/i
    .exec(referenceId)?.[1]
    ?.toLowerCase();
}

/** The values that a new attempt starts with; the rest is the same for all. */
export interface NewAttempt extends GivenProperties {
  readonly terms: Terms;
}

type GivenProperties = Pick<
  Attempt,
  | 'id'
  | 'checkout'
  | 'contentHash'
  | 'cardHash'
  | 'addressHash'
  | 'amount'
  | 'network'
  | 'mop'
  | 'last4'
  | 'savedCard'
  | 'adapter'
  | 'challengeMode'
  | 'customer'
  | 'language'
  | 'saveConsent'
  | 'issuingBank'
  | 'createdAtMs'
  | 'chargeEndsAtMs'
>;

/** An attempt whose charge is about to leave. If the process dies, the kit asks EximPe about it at `chargeEndsAtMs`. */
export function newAttempt(given: NewAttempt): Attempt {
  // Every property is written out: V8 is a hundred times slower with an object that begins with a spread and gets twenty more properties.
  return {
    id: given.id,
    checkout: given.checkout,
    referenceId: referenceFor(given.id),
    contentHash: given.contentHash,
    cardHash: given.cardHash,
    addressHash: given.addressHash,
    ...given.terms,
    amount: given.amount,
    price: given.amount,
    network: given.network,
    mop: given.mop,
    last4: given.last4,
    savedCard: given.savedCard,
    adapter: given.adapter,
    challengeMode: given.challengeMode,
    customer: given.customer,
    language: given.language,
    saveConsent: given.saveConsent,
    createdAtMs: given.createdAtMs,
    chargeEndsAtMs: given.chargeEndsAtMs,
    ...NO_DETAILS,
    issuingBank: given.issuingBank,
    charge: 'sent',
    challenged: false,
    status: 'pending',
    problem: null,
    refusedFields: [],
    fault: null,
    decidedAtMs: null,
    decidedBy: null,
    failureClaimedAtMs: null,
    failureClaim: null,
    afterFailure: false,
    capturedAmount: null,
    capturedCurrency: null,
    paidAt: null,
    role: null,
    secondTo: null,
    refundsSecond: false,
    refund: 'none',
    refundDetail: null,
    refundId: null,
    refundTries: 0,
    reportedPendingAtMs: null,
    asks: 0,
    askAtMs: given.chargeEndsAtMs,
    refundAtMs: null,
    needsAttention: false,
    revision: 1,
  };
}

/** Whether an attempt keeps its checkout from starting another. */
export type Hold = 'none' | 'pending' | 'paid';

export function holdOf(attempt: Attempt): Hold {
  if (attempt.status === 'successful') return 'paid';
  const undecided = attempt.status === 'pending' && attempt.charge !== 'refused' && attempt.problem === null;
  return undecided ? 'pending' : 'none';
}

/** EximPe has decided, or nothing was ever charged. A payment that failed may still be captured late. */
export const isOver = (attempt: Attempt): boolean => attempt.status !== 'pending' || attempt.charge === 'refused';

/** Nothing is left to ask or to do about it: the store may forget its record one day. */
export const isAtRest = (attempt: Attempt): boolean =>
  isOver(attempt) && CHORES.every((chore) => dueAt(attempt, chore) === null);

/** The amount that EximPe says it captured, otherwise the amount of the charge: rupees, two places. */
export const chargedAmount = ({ amount, capturedAmount }: Attempt): string => capturedAmount ?? amount;

/** Whether the charge is what the checkout costs now, as far as the kit knows. */
export const paysPrice = (attempt: Attempt): boolean => chargedAmount(attempt) === attempt.price;
