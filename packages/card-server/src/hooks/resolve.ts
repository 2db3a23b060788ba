// `resolveCheckout` by HTTP: asks the shop what a checkout costs, with a time limit and a circuit breaker.
import { CheckoutUnavailableError, type Checkout } from '@eximpe/server-kit';
import { BrokenCircuitError, CircuitState, circuitBreaker, ConsecutiveBreaker, handleAll } from 'cockatiel';
import { BUSY_STATUS, ResolveAnswer, UNKNOWN_STATUSES, UnknownAnswer } from './contract.ts';
import type { PostToShop, ShopAnswer } from './post.ts';

/** After this many calls in a row without an answer, the shop counts as down. */
const FAILURES_TO_OPEN = 5;
/** From then on, no call goes to the shop for this long; then one call is let through. */
const OPEN_MS = 5_000;
/** The answers of proxies that can't reach the shop. Any other 5xx comes from the shop itself, about one checkout, and says nothing about others. */
const UNREACHED_STATUSES: readonly number[] = [502, 503, 504];
const LONGEST_QUOTE = 200;

/** The shop's answer: the part for the kit, and the part that only the pay page needs. */
export interface Resolved {
  readonly checkout: Checkout;
  readonly returnUrl: string | undefined;
}

export type Resolve = (reference: string) => Promise<Resolved | undefined>;

class NoAnswer extends Error {}

/**
 * Resolves with undefined when the shop knows no such checkout. Rejects with CheckoutUnavailableError when the shop
 * can't say at present, and with an Error that names the mistake when its answer is invalid.
 */
export function createResolver(post: PostToShop, timeoutMs: number): Resolve {
  // The kit's own breaker is for EximPe: another host, which fails at other times. This one counts the shop's missing answers, and answers of
  // proxies that can't reach it.
  const breaker = circuitBreaker(handleAll, {
    halfOpenAfter: OPEN_MS,
    breaker: new ConsecutiveBreaker(FAILURES_TO_OPEN),
  });

  const ask = async (reference: string): Promise<ShopAnswer> => {
    // While one call checks whether the shop is back, others fail at once: to wait for that call and then for the shop takes too long for the kit.
    if (breaker.state === CircuitState.HalfOpen) throw new BrokenCircuitError();
    return breaker.execute(async () => {
      const answer = await post({ type: 'checkout.resolve', reference }, timeoutMs).catch((error: unknown) => {
        throw new NoAnswer(`the shop did not answer its hook: ${(error as Error).message}`, { cause: error });
      });
      if (UNREACHED_STATUSES.includes(answer.status))
        throw new NoAnswer(`the shop answered its hook with ${answer.status}`);
      return answer;
    });
  };

  return async (reference) => {
    const answer = await ask(reference).catch((error: unknown) => {
      if (error instanceof BrokenCircuitError)
        throw new CheckoutUnavailableError(
          `the shop left ${FAILURES_TO_OPEN} hooks in a row unanswered, so it is not asked for a few seconds`,
        );
      throw new CheckoutUnavailableError((error as Error).message, { cause: error });
    });
    return read(answer);
  };
}

function read(answer: ShopAnswer): Resolved | undefined {
  const { status, retryAfterSeconds = 30 } = answer;
  if (UNKNOWN_STATUSES.includes(status) && UnknownAnswer.safeParse(jsonOf(answer)).success) return undefined;
  // A proxy may have said so as well as the shop.
  if (status === 404 || status === 410)
    throw new CheckoutUnavailableError(
      `the shop answered its hook with ${status}, without {"checkout": null}: is SHOP_HOOKS_URL right?${quoteOf(answer)}`,
    );
  if (status === BUSY_STATUS)
    throw new CheckoutUnavailableError('the shop answered its hook with 429', { retryAfterSeconds });
  if (status >= 500) throw new CheckoutUnavailableError(`the shop answered its hook with ${status}${quoteOf(answer)}`);
  if (status !== 200)
    throw new Error(`the shop answered the hook checkout.resolve with ${status}${hintOf(status)}${quoteOf(answer)}`);
  const json = jsonOf(answer);
  if (json === undefined)
    throw new Error(`the shop's answer to checkout.resolve is ${answer.text === undefined ? 'too long' : 'not JSON'}`);
  const parsed = ResolveAnswer.safeParse(json);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(({ path, message }) => [path.join('.'), message].filter(Boolean).join(': '));
    throw new Error(`the shop's answer to checkout.resolve is invalid: ${faults.join('; ')}`);
  }
  const { returnUrl, ...checkout } = parsed.data;
  // The kit checks the fields one by one.
  return { checkout: checkout as unknown as Checkout, returnUrl: returnUrl ?? undefined };
}

function hintOf(status: number): string {
  if (status === 401 || status === 403)
    return ': it rejects the signature; do both have the same SHOP_HOOKS_SECRET and correct clocks?';
  if (status >= 300 && status < 400) return ': redirects are not followed; set SHOP_HOOKS_URL to the address itself';
  if (status === 405) return ': does SHOP_HOOKS_URL accept POST?';
  return '';
}

/** The shop's own words; the log removes card numbers, which the shop does not have anyway. */
const quoteOf = ({ text }: ShopAnswer): string => (text ? ` (“${text.slice(0, LONGEST_QUOTE)}”)` : '');

/** Undefined when the text is not JSON. */
function jsonOf({ text }: ShopAnswer): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}
