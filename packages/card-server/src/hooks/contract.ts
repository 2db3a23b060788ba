// The wire contract of the hooks: the card server's questions and messages to the shop over HTTP, and the shop's answers.
//
// A reader of this version drops fields that it does not know: a card server that tells more than its shop knows of is not refused.
import { z } from 'zod';
import type { Attention, FailedPayment, PaidPayment, Payment } from '@eximpe/server-kit';

/**
 * Every hook is one `POST` of JSON to the shop's one address for hooks, signed by the Standard Webhooks
 * specification: its libraries can verify it. `id` names the message, and is the same for each repeat
 * (`paid:<attempt>`); a question is asked only once, and its id is its `request`. `timestamp`: Unix seconds.
 * `signature`: `v1,<base64>` of HMAC-SHA256 over `<id>.<timestamp>.<body>`, with the body byte for byte as sent; a
 * second signature follows after a space while one key replaces another. See signature.ts.
 */
export const HOOK_HEADERS = {
  id: 'webhook-id',
  timestamp: 'webhook-timestamp',
  signature: 'webhook-signature',
} as const;

/** Seconds by which the timestamp may differ from the shop's clock. An older request may be a replay. */
export const REPLAY_WINDOW_SECONDS = 300;

/** The most bytes of a shop's answer; a longer one is cut off and counts as no answer. */
export const MOST_ANSWER_BYTES = 64 * 1024;

const common = {
  /** Version of this contract. A shop may refuse another version with 400. */
  version: z.literal(1),
  /** Names this one request (a UUID): no two requests have the same. A shop that has seen it before refuses it with 409. */
  request: z.uuid(),
};

/** What is the price of this checkout, and who buys what? Asked whenever somebody opens the checkout, and again when they pay. */
export const ResolveHook = z.object({
  ...common,
  type: z.literal('checkout.resolve'),
  /** The shop's own reference, as in the address of the pay page. The person who wrote the link chose it: do not trust it. */
  reference: z.string().min(1).max(100),
});
export type ResolveHook = z.infer<typeof ResolveHook>;

/**
 * The shop's answer with 200: the fields of the server-kit's `Checkout` (`amount`, `currency`, `buyer`, `product`,
 * `invoice` and its optional fields), which the kit checks one by one, and the fields below.
 */
export const ResolveAnswer = z.looseObject({
  /** Where the pay page sends the shopper once it is paid: an absolute http(s) address. Without it, the shopper stays on the pay page. */
  returnUrl: z
    .url({ protocol: /^https?$/, error: 'must be an absolute http(s) address' })
    .max(2_000)
    .nullish(),
});
export type ResolveAnswer = z.infer<typeof ResolveAnswer>;

/**
 * The shop's answer, with one of `UNKNOWN_STATUSES`, when it knows no such checkout or has taken it back. The body
 * has to say so: a mere 404 may come from a proxy or from a half deployed shop, and would cancel payments that are
 * under way.
 */
export const UnknownAnswer = z.looseObject({ checkout: z.null() });
export const UNKNOWN_STATUSES: readonly number[] = [200, 404, 410];

/** The status of a shop that is asked too often; its `Retry-After` in seconds is passed on. Other statuses are the shop's mistake, and are logged. */
export const BUSY_STATUS = 429;

/** Closed lists are open to readers: a network or a problem that a shop does not know yet is no reason to refuse the hook. */
type Open<Value> = Value extends string
  ? string
  : Value extends object
    ? { [Name in keyof Value]: Open<Value[Name]> }
    : Value;
/**
 * One schema for each field of the kit's own type, and no other: the compiler names one that is missing, left over, or
 * that accepts what the kit never sends. What the kit sends and a schema refuses, it names in deliver.ts.
 */
type FieldsOf<Sent> = { readonly [Name in keyof Sent]-?: z.ZodType<Open<Sent[Name]>> };

const payment = {
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
  price: z.string().nullable().exactOptional(),
} satisfies FieldsOf<Payment>;

const told = {
  ...common,
  /**
   * Names what happened: the same for each repeat. It is also in the header `webhook-id`, which writes characters other than letters, digits
   * and `_:,-` as `%xx`.
   */
  id: z.string(),
};

/** The checkout is paid. Any 2xx accepts it; after any other answer, or none, the card server sends it again, without end. */
export const PaidHook = z.object({
  ...told,
  type: z.literal('payment.paid'),
  payment: z.object({ ...payment, afterFailure: z.boolean() } satisfies FieldsOf<PaidPayment>),
});

/** An attempt failed; another attempt may still pay the checkout. */
export const FailedHook = z.object({
  ...told,
  type: z.literal('payment.failed'),
  payment: z.object({ ...payment, problem: z.string() } satisfies FieldsOf<FailedPayment>),
});

/** Something needs a person: `attention.todo` says what. Its further fields depend on its `type`, see the server-kit's `Attention`. */
export const AttentionHook = z.object({
  ...told,
  type: z.literal('attention'),
  attention: z.looseObject({
    id: z.string(),
    type: z.string(),
    todo: z.string(),
    payment: z.object(payment).nullable(),
  } satisfies FieldsOf<Pick<Attention, keyof Attention>>),
});

/** Everything that comes to the shop's address for hooks. */
export const Hook = z.discriminatedUnion('type', [ResolveHook, PaidHook, FailedHook, AttentionHook]);
export type Hook = z.infer<typeof Hook>;

type Told = 'version' | 'request';
/** What the card server sends besides questions; `post` adds the rest. */
export type Delivery =
  | Omit<z.infer<typeof PaidHook>, Told>
  | Omit<z.infer<typeof FailedHook>, Told>
  | (Omit<z.infer<typeof AttentionHook>, Told | 'attention'> & { readonly attention: Attention });
export type Question = Omit<ResolveHook, Told>;
