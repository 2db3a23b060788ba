// The names and ids that widget and server-kit use.
import * as z from 'zod/mini';

/** The merchant's own name for what is being paid (a cart or order id): 1–100 printable characters, no spaces at the ends. */
export const CheckoutReference = z
  .string()
  .check(z.minLength(1), z.maxLength(100), z.regex(/^[^\p{Cc}\s](?:[^\p{Cc}]*[^\p{Cc}\s])?$/u));
export type CheckoutReference = z.infer<typeof CheckoutReference>;

/**
 * A checkout session, which the shop's server signs for one shopper: a JSON Web Token of at most 2,000 characters. See the server-kit's
 * `checkoutSessions`.
 */
export const CheckoutSession = z.string().check(z.maxLength(2_000), z.regex(/^[\w-]+\.[\w-]+\.[\w-]*$/));

/** The name of a checkout on the page: the shop's own reference, or a session if the server-kit asks for sessions. */
export const CheckoutName = z.union([CheckoutReference, CheckoutSession]);

/** The id of an attempt: a random (version 4) UUID, lower case, made by the widget *before* its first request. The idempotency key. */
export const AttemptId = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/));
export type AttemptId = z.infer<typeof AttemptId>;

/** A signed, opaque name for a payment. Only the server-kit makes one; a stranger who guesses an order id gets no access. */
export const PaymentHandle = z.string().check(z.regex(/^[\w.-]{20,400}$/));
export type PaymentHandle = z.infer<typeof PaymentHandle>;

/** A short-lived ticket to the page that hands the shopper to the bank; at least 128 random bits, base64url. */
export const LaunchId = z.string().check(z.regex(/^[\w-]{22,64}$/));
export type LaunchId = z.infer<typeof LaunchId>;
