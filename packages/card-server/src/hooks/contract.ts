// The wire contract of the hooks: what the card server asks and tells the shop over HTTP, and what the shop answers.
import { PROBLEM_CODES } from '@eximpe/contract';
import { z } from 'zod';
import type { Attention, FailedPayment, PaidPayment } from '@eximpe/server-kit';

/**
 * Every hook is one `POST` of JSON to the shop's one address for hooks, signed as Standard Webhooks has it, whose libraries can verify it.
 * `id` names what is told, the same each time that it is told again (`paid:<attempt>`); a question is asked once, and its id is its
 * `request`. `timestamp`: Unix seconds. `signature`: `v1,<base64>` of HMAC-SHA256 over `<id>.<timestamp>.<body>`, the body byte for byte as it
 * was sent; with a second one after a space while one key replaces another. See signature.ts.
 */
export const HOOK_HEADERS = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const;

/** Seconds by which the timestamp may differ from the shop's clock. What is older is a request that somebody kept. */
export const REPLAY_WINDOW_SECONDS = 300;

/** Of every answer of the shop; what is longer is cut off and counts as none. */
export const MOST_ANSWER_BYTES = 64 * 1024;

const common = {
  /** Of this contract. A shop may refuse another with 400. */
  version: z.literal(1),
  /** Names this one request (a UUID): the same never comes twice. A shop that has seen it before refuses it with 409. */
  request: z.uuid(),
};

/** What is the price of this checkout, and who buys what? Asked whenever somebody looks at it, and again when they pay. */
export const ResolveHook = z.strictObject({
  ...common,
  type: z.literal('checkout.resolve'),
  /** The shop's own reference, as it stands in the address of the pay page. Whoever has the link chose it: trust nothing in it. */
  reference: z.string().min(1).max(100),
});
export type ResolveHook = z.infer<typeof ResolveHook>;

/**
 * The shop's answer with 200: the fields of the server-kit's `Checkout` (`amount`, `currency`, `buyer`, `product`, `invoice` and what is
 * optional there), which the kit checks one by one, and the fields below.
 */
export const ResolveAnswer = z.looseObject({
  /** Where the pay page sends the shopper once it is paid: an absolute http(s) address. Without it the shopper stays there. */
  returnUrl: z
    .url({ protocol: /^https?$/, error: 'must be an absolute http(s) address' })
    .max(2_000)
    .nullish(),
});
export type ResolveAnswer = z.infer<typeof ResolveAnswer>;

/**
 * The shop's answer where it knows no such checkout, or has taken it back, with one of `UNKNOWN_STATUSES`. It has to say so itself: a 404
 * alone may come from a proxy, or from a shop that is half deployed, and what is under way would be cancelled for it.
 */
export const UnknownAnswer = z.looseObject({ checkout: z.null() });
export const UNKNOWN_STATUSES: readonly number[] = [200, 404, 410];

/** The shop is asked too often: `Retry-After` in seconds is passed on. Further statuses are the shop's mistake, and told to its log. */
export const BUSY_STATUS = 429;

const payment = z.strictObject({
  checkout: z.string(),
  attempt: z.string(),
  merchantId: z.string().nullable(),
  orderId: z.string().nullable(),
  paymentId: z.string().nullable(),
  referenceId: z.string(),
  bankReference: z.string().nullable(),
  amount: z.string(),
  currency: z.literal('INR'),
  network: z.string(),
  mop: z.string(),
  last4: z.string(),
  issuingBank: z.string().nullable(),
  paidAt: z.string().nullable(),
  price: z.string().nullable().optional(),
});

const told = {
  ...common,
  /** Names what happened: the same each time that it is told again. It is the header `webhook-id`, too, where characters other than letters, digits and `_:,-` stand as `%xx`. */
  id: z.string(),
};

/** The checkout is paid. Any 2xx takes it; anything else, or no answer, and it is told again, for as long as it takes. */
export const PaidHook = z.strictObject({
  ...told,
  type: z.literal('payment.paid'),
  payment: payment.extend({ afterFailure: z.boolean() }),
});

/** An attempt failed; the checkout may still be paid by another. */
export const FailedHook = z.strictObject({
  ...told,
  type: z.literal('payment.failed'),
  payment: payment.extend({ problem: z.enum(PROBLEM_CODES), checkoutPaid: z.boolean() }),
});

/** Something needs a person: `attention.todo` says what. Its further fields depend on its `type`, see the server-kit's `Attention`. */
export const AttentionHook = z.strictObject({
  ...told,
  type: z.literal('attention'),
  attention: z.looseObject({ id: z.string(), type: z.string(), todo: z.string(), payment: payment.nullable() }),
});

/** Everything that comes to the shop's address for hooks. */
export const Hook = z.discriminatedUnion('type', [ResolveHook, PaidHook, FailedHook, AttentionHook]);
export type Hook = z.infer<typeof Hook>;

type Told = 'version' | 'request';
/** The deliveries, as the kit's own hooks have them. */
export type Delivery =
  | (Omit<z.infer<typeof PaidHook>, Told | 'payment'> & { readonly payment: PaidPayment })
  | (Omit<z.infer<typeof FailedHook>, Told | 'payment'> & { readonly payment: FailedPayment })
  | (Omit<z.infer<typeof AttentionHook>, Told | 'attention'> & { readonly attention: Attention });
export type Question = Omit<ResolveHook, Told>;
