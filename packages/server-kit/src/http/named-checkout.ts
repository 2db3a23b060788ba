// How a request names the checkout: the shop's own reference, or a session if the kit asks for sessions.
import { CheckoutReference } from '@eximpe/contract';
import { readCheckoutSession, type CheckoutSession } from '../checkout-session.ts';
import type { ProblemError } from '../errors/problem-error.ts';
import type { Settings } from '../options.ts';
import type { CheckedCheckout } from '../payments/checkout.ts';
import { explained } from '../payments/explain.ts';
import type { Ports } from '../payments/ports/ports.ts';

export interface NamedCheckout {
  readonly reference: string;
  /** Set when the kit asks for sessions. */
  readonly session: CheckoutSession | undefined;
}

/** Throws `checkout_unknown` when the request names no checkout that it may see. */
export function namedCheckout(
  { ports, settings }: { readonly ports: Ports; readonly settings: Pick<Settings, 'sessionSecrets'> },
  name: string | null | undefined,
): NamedCheckout {
  if (settings.sessionSecrets === null) {
    const reference = CheckoutReference.safeParse(name);
    if (reference.success) return { reference: reference.data, session: undefined };
    throw explained(ports, 'checkout_unknown', 'A checkout reference is 1 to 100 printable characters.');
  }
  const session = readCheckoutSession(name ?? '', settings.sessionSecrets);
  if (session) return { reference: session.reference, session };
  throw explained(
    ports,
    'checkout_unknown',
    'Option checkoutSessions: this is not a session of at most 2,000 characters that this shop has signed.',
  );
}

/** `checkout_unknown` when this session may not begin a payment; undefined when it may. */
export function faultOfSession(
  ports: Ports,
  session: CheckoutSession,
  { amount }: Pick<CheckedCheckout, 'amount'>,
): ProblemError | undefined {
  if (session.endsAtMs <= ports.clock.now())
    return explained(ports, 'checkout_unknown', 'The session of this checkout has expired.');
  if (session.amount === amount) return undefined;
  return explained(
    ports,
    'checkout_unknown',
    `The session was signed for ${session.amount}, but resolveCheckout returned ${amount}: sign a new one.`,
  );
}
