// Asks the shop's server who the shopper is.
import type { CheckoutSession } from '../checkout-session.ts';
import type { Misconfiguration } from '../misconfiguration.ts';
import type { EximpeKitOptions } from '../options.ts';
import { explained } from '../payments/explain.ts';
import type { Ports } from '../payments/ports/ports.ts';
import { LONGEST_AWAITED_HOOK_MS, withinTime } from '../payments/within-time.ts';
import { helpFor } from '../errors/kit-error.ts';
import type { Call } from './call.ts';
import { hookThrew } from './hook-threw.ts';

const LONGEST = 64;

/** The kit warns after this many requests that have a cookie, but for which the hook names nobody. */
const NAMELESS = 20;

/** Undefined for guests. Without the hook, the session names the shopper. An identifier that EximPe would refuse is the merchant's mistake. */
export function customerIdentifier(
  identify: EximpeKitOptions['identifyCustomer'],
  ports: Pick<Ports, 'log' | 'explainsFaults' | 'clock'>,
  misconfiguration: Pick<Misconfiguration, 'nobodyIdentified'>,
) {
  const { log } = ports;
  let nameless = 0;
  let namedAnybody = false;
  const nobody = (call: Call): undefined => {
    if (namedAnybody || call.header('cookie') === undefined) return;
    nameless += 1;
    if (nameless === NAMELESS) misconfiguration.nobodyIdentified();
  };

  /** Asks the hook only. */
  const byHook = async (call: Call): Promise<string | undefined> => {
    if (!identify) return undefined;
    let identifier: unknown;
    try {
      identifier = await withinTime('identifyCustomer', identify(call.hookContext), LONGEST_AWAITED_HOOK_MS);
    } catch (error) {
      throw hookThrew('identifyCustomer', error, ports);
    }
    if (identifier === undefined || identifier === null) return nobody(call);
    namedAnybody = true;
    if (typeof identifier === 'string' && identifier.trim() !== '' && identifier.length <= LONGEST) return identifier;
    const fault = `identifyCustomer must return a string of 1 to ${LONGEST} characters, or nothing`;
    log.error({ code: 'EXIMPE_CHECKOUT_INVALID', help: helpFor('EXIMPE_CHECKOUT_INVALID') }, fault);
    throw explained(ports, 'merchant_misconfigured', fault);
  };

  return async (call: Call, session?: CheckoutSession): Promise<string | undefined> => {
    const named = await byHook(call);
    if (session?.customer === undefined || session.customer === named) return named;
    // A person who keeps the link must not see that shopper's cards after the session's end.
    if (!identify) return session.endsAtMs > ports.clock.now() ? session.customer : undefined;
    throw explained(
      ports,
      'checkout_unknown',
      'The session was signed for a different shopper than identifyCustomer names.',
    );
  };
}
