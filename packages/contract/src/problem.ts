// Everything that can prevent a payment: one table for the form, HTTP answers and logs.
import * as z from 'zod/mini';

/** Who can fix a problem. */
export type Fixer = 'cardholder' | 'issuer' | 'merchant' | 'page_author' | 'gateway' | 'nobody';

/** What the shopper may try next, with a *new* attempt. `ask_status`: first find out the outcome of this one. */
export type Retry = 'same_card' | 'other_card' | 'yes' | 'later' | 'ask_status' | 'no';

interface ProblemRow {
  readonly http: number;
  readonly fixer: Fixer;
  readonly retry: Retry;
  /** For developers and logs. Shoppers read the form's own words in their own language. */
  readonly message: string;
}

/** The type keeps each code's `retry`, so that the compiler can check the form's own lists against it. */
const row = <R extends Retry>(
  http: number,
  fixer: Fixer,
  retry: R,
  message: string,
): ProblemRow & { readonly retry: R } => ({
  http,
  fixer,
  retry,
  message,
});

/** The closed list. `http` is the usual status; a route may be more precise (413, 415, 405 for `request_invalid`). */
export const PROBLEMS = {
  card_declined: row(402, 'issuer', 'other_card', 'The issuer declined the card.'),
  insufficient_funds: row(402, 'cardholder', 'other_card', 'The account has insufficient funds.'),
  card_expired: row(402, 'cardholder', 'other_card', 'The card has expired.'),
  cvc_incorrect: row(402, 'cardholder', 'same_card', 'The security code is wrong.'),
  challenge_failed: row(402, 'cardholder', 'yes', 'The 3-D Secure challenge failed.'),
  challenge_unavailable: row(502, 'gateway', 'yes', "A rule refused EximPe's page for the bank; the log says which."),
  attempt_superseded: row(402, 'cardholder', 'yes', 'Another card was tried for this checkout instead.'),
  challenge_cancelled: row(402, 'cardholder', 'yes', 'The shopper cancelled the payment before it was decided.'),
  card_type_needed: row(422, 'cardholder', 'same_card', 'Credit or debit is unknown for this card: ask the shopper.'),
  network_not_accepted: row(422, 'cardholder', 'other_card', 'This checkout does not accept that card network.'),
  gateway_unreachable: row(502, 'nobody', 'ask_status', 'EximPe could not be reached or did not answer in time.'),
  gateway_unintelligible: row(502, 'gateway', 'no', 'The answer was not understood.'),
  request_invalid: row(400, 'page_author', 'no', 'The request is not of the expected form.'),
  origin_refused: row(403, 'page_author', 'no', 'The request came from a page that is not allowed to send it.'),
  transport_insecure: row(403, 'merchant', 'no', 'Card data is accepted over HTTPS only.'),
  not_found: row(404, 'page_author', 'no', 'Nothing was found under this name.'),
  checkout_unknown: row(404, 'merchant', 'no', "The shop doesn't know this checkout."),
  checkout_unavailable: row(503, 'merchant', 'later', "The shop can't price this checkout right now."),
  attempt_unknown: row(404, 'nobody', 'yes', 'This attempt never reached the server.'),
  attempt_conflict: row(422, 'page_author', 'no', 'This attempt was already used with different content.'),
  attempt_pending: row(409, 'cardholder', 'ask_status', 'Another attempt of this checkout is still undecided.'),
  amount_changed: row(409, 'cardholder', 'same_card', 'The price of this checkout differs from what the form showed.'),
  already_paid: row(409, 'nobody', 'no', 'This checkout is already paid.'),
  too_many_attempts: row(429, 'nobody', 'later', 'Too many attempts.'),
  outcome_unknown: row(200, 'nobody', 'no', 'The outcome is not known yet: do not pay again.'),
  merchant_misconfigured: row(
    500,
    'merchant',
    'no',
    'The shop is not set up to take this payment; its server log says why.',
  ),
} as const satisfies Record<string, ProblemRow>;

export type ProblemCode = keyof typeof PROBLEMS;
export const PROBLEM_CODES = Object.keys(PROBLEMS) as [ProblemCode, ...ProblemCode[]];

/** A problem as it crosses the wire, `application/problem+json`. Never repeats what was sent. */
export const Problem = z.object({
  code: z.enum(PROBLEM_CODES),
  /** The row's `message`, or a more precise sentence for developers. */
  message: z.string().check(z.maxLength(500)),
  /** Names one request in the server's log. */
  requestId: z.optional(z.string().check(z.maxLength(100))),
  /** Paths of the request fields that were refused (`card.number`), never their values. */
  fields: z.optional(z.array(z.string().check(z.maxLength(100))).check(z.maxLength(20))),
  /**
   * With `attempt_pending` and `already_paid`: the payment that prevents this one, and that the form looks after; or the attempt's own payment,
   * if its order was made before another payment was found to have paid.
   */
  handle: z.optional(z.string().check(z.maxLength(400))),
  /** With `too_many_attempts`, `attempt_pending` and `checkout_unavailable`: seconds to wait. */
  retryAfterSeconds: z.optional(z.number().check(z.nonnegative())),
});
export type Problem = z.infer<typeof Problem>;

/** A problem with the table's message. */
export const problem = (code: ProblemCode, more: Partial<Omit<Problem, 'code'>> = {}): Problem => ({
  code,
  message: PROBLEMS[code].message,
  ...more,
});
