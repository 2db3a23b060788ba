// What the shop's hooks learn about the request for which they are called, in any framework.

/** What the shop's hooks get besides the reference. */
export interface HookContext<Native = unknown> {
  /** The request as a web-standard `Request`: its URL, headers and signal. It has no body: only the kit reads that. */
  readonly request: Request;
  /**
   * The framework's own object: Express's, Connect's or Nest's `req`, Node's `IncomingMessage`, or the `native` passed
   * to `kit.fetch`, e.g. Hono's `c`.
   */
  readonly native: Native;
  /**
   * The checkout's session as received, for `resolveCheckout` with the option `checkoutSessions`. Undefined when the
   * kit asks for the price again before it shows the bank's page, since those requests name the payment: look up the
   * price by `reference`.
   */
  readonly session?: string | undefined;
}

/** The same, with the checkout's session. Values that adapters make only on demand are still made on demand. */
export const withSession = (context: HookContext, session: string): HookContext => ({
  get request() {
    return context.request;
  },
  get native() {
    return context.native;
  },
  session,
});
