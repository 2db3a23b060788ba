// Reads answers of the server-kit by hand: exactly what the contract's schemas accept, for a tenth of their bytes.
// A law test beside this file holds the two together.
import type { AttemptId, CheckoutAnswer, PaymentAnswer, PaymentHandle, Problem, ProblemCode } from '@eximpe/contract';
import { isLast4, isNetwork, isYesOrNo, list, oneOf, optional, orNull, read, text, type Shape } from './guards.ts';

/**
 * What each problem says of the card that was sent: `refused`, nothing was charged; `lost`, nobody knows; `by_status`, a 5xx
 * means that nobody knows. The two that are always `refused` are given before the gateway is called, or by its door.
 */
export const CHARGED: Readonly<Record<ProblemCode, 'refused' | 'lost' | 'by_status'>> = {
  card_declined: 'by_status',
  insufficient_funds: 'by_status',
  card_expired: 'by_status',
  cvc_incorrect: 'by_status',
  challenge_failed: 'by_status',
  challenge_abandoned: 'by_status',
  card_type_needed: 'by_status',
  network_not_accepted: 'by_status',
  gateway_unreachable: 'lost',
  gateway_unintelligible: 'by_status',
  request_invalid: 'by_status',
  origin_refused: 'by_status',
  transport_insecure: 'by_status',
  not_found: 'by_status',
  checkout_unknown: 'by_status',
  attempt_unknown: 'by_status',
  attempt_conflict: 'by_status',
  attempt_pending: 'refused',
  already_paid: 'by_status',
  too_many_attempts: 'by_status',
  outcome_unknown: 'lost',
  merchant_misconfigured: 'refused',
};

const HANDLE = /^[\w.-]{20,400}$/;
const ATTEMPT = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const AMOUNT = /^(?:0|[1-9]\d{0,7})\.\d{2}$/;

export const isHandle = (value: unknown): value is PaymentHandle => text(400, HANDLE)(value);
export const isAttemptId = (value: unknown): value is AttemptId => text(36, ATTEMPT)(value);

const PROBLEM: Shape<Problem> = {
  code: (value) => typeof value === 'string' && Object.hasOwn(CHARGED, value),
  message: text(500),
  requestId: optional(text(100)),
  fields: optional(list(text(100), 0, 20)),
  handle: optional(text(400)),
  retryAfterSeconds: optional((value) => Number.isFinite(value) && (value as number) >= 0),
};
export const readProblem = (value: unknown): Problem | undefined => read(PROBLEM, value);

const PAYMENT: Shape<PaymentAnswer> = {
  handle: isHandle,
  attempt: isAttemptId,
  status: oneOf('pending', 'successful', 'failed'),
  orderId: orNull(text(100)),
  network: isNetwork,
  last4: isLast4,
  launchUrl: optional(text(500)),
  problem: optional((value) => readProblem(value) !== undefined),
  resultUrl: optional(text(2000)),
};
export const readPayment = (value: unknown): PaymentAnswer | undefined => {
  const payment = read(PAYMENT, value);
  const problem = payment?.problem && readProblem(payment.problem);
  return payment && problem ? { ...payment, problem } : payment;
};

const CHECKOUT: Shape<CheckoutAnswer> = {
  reference: text(100, /^[^\p{Cc}\s](?:[^\p{Cc}]*[^\p{Cc}\s])?$/u),
  amount: (value) => text(11, AMOUNT)(value) && Number(value) > 0 && Number(value) <= 10_000_000,
  currency: oneOf('INR'),
  environment: oneOf('sandbox', 'production'),
  networks: list(isNetwork, 1, Infinity),
  mop: oneOf('detected', 'ask'),
  savesCards: optional(isYesOrNo),
  paid: isYesOrNo,
};
export const readCheckout = (value: unknown): CheckoutAnswer | undefined => read(CHECKOUT, value);
