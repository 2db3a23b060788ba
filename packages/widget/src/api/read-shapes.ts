// Reads answers of the server-kit by hand. It accepts whatever the contract's schemas accept, and nothing it accepts can be
// misread: names, outcomes and codes have exact forms. A contract test beside this file compares the two.
import type { AttemptId, CheckoutAnswer, PaymentAnswer, PaymentHandle, Problem } from '@eximpe/contract';

/** The possible words, or a pattern that the text must match. */
type Form = RegExp | ReadonlySet<string>;
type Forms = Readonly<Record<string, Form>>;

const TEXT = /^/;
/** A path that stays on the same origin, whatever address it is resolved against. */
const PATH = /^\/(?![/\\])[!-~]*$/;
const HANDLE = /^[\w.-]{20,400}$/;
const ATTEMPT = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const AMOUNT = /^\d{1,8}\.\d\d$/;
const STATUSES: ReadonlySet<string> = new Set<PaymentAnswer['status']>(['pending', 'successful', 'failed']);
const CURRENCIES: ReadonlySet<string> = new Set<CheckoutAnswer['currency']>(['INR']);
const MOPS: ReadonlySet<string> = new Set<CheckoutAnswer['mop']>(['detected', 'ask']);
/** Any code: when the form has no message for a code, it shows a general one. */
const CODE = /^[a-z_]+$/;

const isText = (value: unknown, form: Form): value is string =>
  typeof value === 'string' && (form instanceof RegExp ? form.test(value) : form.has(value));
export const isHandle = (value: unknown): value is PaymentHandle => isText(value, HANDLE);
export const isAttemptId = (value: unknown): value is AttemptId => isText(value, ATTEMPT);

/** Whether the value is an object whose fields have these forms. */
export const fits = (value: unknown, forms: Forms): value is Record<string, unknown> =>
  typeof value === 'object' &&
  value !== null &&
  Object.entries(forms).every(([name, form]) => isText((value as Record<string, unknown>)[name], form));

export const readProblem = (value: unknown): Problem | undefined =>
  fits(value, { code: CODE, message: TEXT }) ? (value as unknown as Problem) : undefined;

export function readPayment(value: unknown): PaymentAnswer | undefined {
  const forms = {
    handle: HANDLE,
    attempt: ATTEMPT,
    status: STATUSES,
    amount: AMOUNT,
    network: /^[a-z]+$/,
    last4: /^\d{4}$/,
  };
  if (!fits(value, forms)) return undefined;
  const { problem, orderId = null, issuingBank = '', launchUrl = '/' } = value;
  const isWhole =
    (problem === undefined || readProblem(problem)) &&
    (orderId === null || isText(orderId, TEXT)) &&
    isText(issuingBank, TEXT) &&
    isText(launchUrl, PATH);
  return isWhole ? (value as unknown as PaymentAnswer) : undefined;
}

export function readCheckout(value: unknown): CheckoutAnswer | undefined {
  const forms = { reference: TEXT, amount: AMOUNT, currency: CURRENCIES, mop: MOPS };
  return fits(value, forms) && Array.isArray(value['networks']) && typeof value['paid'] === 'boolean'
    ? (value as unknown as CheckoutAnswer)
    : undefined;
}
