// Thrown by a shop's `resolveCheckout` that can't say now what is to be paid.

/**
 * Throw it in `resolveCheckout` when the answer can't be had at the moment: the shopper reads that the payment can't be made now, nothing is
 * charged, and may try again. Anything else that is thrown counts as a mistake in the shop.
 */
export class CheckoutUnavailableError extends Error {
  override readonly name = 'CheckoutUnavailableError';
  /** Where the shop asks for fewer requests: the shopper is told to wait for so long. */
  readonly retryAfterSeconds: number | undefined;

  /** @param message why, for the log, and in the sandbox for whoever tries the form */
  constructor(message: string, options: ErrorOptions & { readonly retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
