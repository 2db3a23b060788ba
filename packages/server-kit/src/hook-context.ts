// What the shop's hooks learn of the request they are called for, whichever framework took it.

/** What the shop's hooks are given beside the reference. */
export interface HookContext<Native = unknown> {
  /** The request in the web's own form: its address, headers and signal. Its body is the kit's and is not in it. */
  readonly request: Request;
  /**
   * What the framework itself has: Express's, Connect's or Nest's `req`, Node's `IncomingMessage`, or what was given to
   * `kit.fetch` as `native`, e.g. Hono's `c`.
   */
  readonly native: Native;
  /**
   * The checkout's session as it came, for `resolveCheckout` where the option `checkoutSessions` asks for one. Undefined when the checkout is
   * priced once more before the bank's page is shown: those requests name the payment. Price by `reference`.
   */
  readonly session?: string | undefined;
}

/** The same, with the checkout's session. What adapters make only when it is asked for stays so. */
export const withSession = (context: HookContext, session: string): HookContext => ({
  get request() {
    return context.request;
  },
  get native() {
    return context.native;
  },
  session,
});
