// What every route gets.
import type { CheckoutSession } from '../checkout-session.ts';
import type { Misconfiguration } from '../misconfiguration.ts';
import type { Settings } from '../options.ts';
import type { CheckedCheckout } from '../payments/checkout.ts';
import type { Ports } from '../payments/ports/ports.ts';
import type { StoreFault } from '../payments/ports/store.ts';
import type { Guards } from '../velocity/guards.ts';
import type { Call } from './call.ts';
import type { Closing } from './closing.ts';

export interface RouteContext {
  readonly ports: Ports;
  readonly settings: Settings;
  /** Calls the merchant's hook and checks its answer. Undefined when the shop knows no such checkout. */
  readonly resolveCheckout: (
    reference: string,
    call: Call,
    session?: CheckoutSession,
  ) => Promise<CheckedCheckout | undefined>;
  /** The shopper whom the shop's server knows, by its hook or by the checkout's session; undefined for a guest. */
  readonly identifyCustomer: (call: Call, session?: CheckoutSession) => Promise<string | undefined>;
  readonly guards: Guards;
  readonly misconfiguration: Misconfiguration;
  /** The faults of the store that break the kit's promises, as last seen. */
  readonly storeFaults: () => readonly StoreFault[];
  /** Whether the kit is being closed, and what is still under way. */
  readonly closing: Closing;
  /** Milliseconds between two heartbeats of an event stream. */
  readonly heartbeatMs: number;
}
