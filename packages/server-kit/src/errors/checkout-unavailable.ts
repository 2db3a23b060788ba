// The error that a shop's hook throws when it can't say now what is to be paid, or by whom.

/**
 * Throw it in `resolveCheckout` or `identifyCustomer` when you can't answer at the moment: the shopper is told that the payment can't be
 * made now and may try again; nothing is charged. Any other error counts as a bug in the shop.
 */
export class CheckoutUnavailableError extends Error {
  override readonly name = 'CheckoutUnavailableError';
  /** Set it when the shop is rate limiting: the shopper is told to wait this many seconds. */
  readonly retryAfterSeconds: number | undefined;

  /** @param message the reason, for the log; in the sandbox, also shown to the person who tries the form */
  constructor(message: string, options: ErrorOptions & { readonly retryAfterSeconds?: number } = {}) {
    super(message, options);
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
