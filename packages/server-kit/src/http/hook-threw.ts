// What the form is told when a hook that it waits for threw: try again soon, or that the shop is not set up. The log says more.
import { CheckoutUnavailableError } from '../errors/checkout-unavailable.ts';
import { helpFor } from '../errors/kit-error.ts';
import { messageOf } from '../errors/message-of.ts';
import type { ProblemError } from '../errors/problem-error.ts';
import { explained } from '../payments/explain.ts';
import type { Ports } from '../payments/ports/ports.ts';

/** @param about what the log says besides, e.g. the checkout */
export function hookThrew(
  hook: 'resolveCheckout' | 'identifyCustomer',
  error: unknown,
  ports: Pick<Ports, 'log' | 'explainsFaults'>,
  about: object = {},
): ProblemError {
  if (error instanceof CheckoutUnavailableError) {
    // Nothing was charged, and the same request may succeed soon.
    const { message, retryAfterSeconds, cause } = error;
    ports.log.warn({ ...about, err: cause }, `${hook} can't answer now: ${message}`);
    return explained(
      ports,
      'checkout_unavailable',
      message,
      retryAfterSeconds === undefined ? {} : { retryAfterSeconds },
    );
  }
  const code = 'EXIMPE_HOOK_THREW';
  ports.log.error({ code, help: helpFor(code), ...about, err: error }, `${hook} threw`);
  return explained(ports, 'merchant_misconfigured', `${hook} threw: ${messageOf(error)}`);
}
