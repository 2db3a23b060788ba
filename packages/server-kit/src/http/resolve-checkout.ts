// Calls the merchant's hook. Errors in its answer go to the merchant's log, field by field; in the sandbox the problem names them, too.
import type { CheckoutSession } from '../checkout-session.ts';
import { EximpeKitError, helpFor } from '../errors/kit-error.ts';
import { withSession } from '../hook-context.ts';
import type { EximpeKitOptions } from '../options.ts';
import { CheckoutSchema } from '../payments/checkout-schema.ts';
import type { CheckedCheckout } from '../payments/checkout.ts';
import { explained } from '../payments/explain.ts';
import { missingPapers } from '../payments/outbox/papers.ts';
import type { Ports } from '../payments/ports/ports.ts';
import { LONGEST_AWAITED_HOOK_MS, withinTime } from '../payments/within-time.ts';
import type { Call } from './call.ts';
import { hookThrew } from './hook-threw.ts';

type Told = Pick<Ports, 'log' | 'explainsFaults'>;

export function checkedResolver(resolve: EximpeKitOptions['resolveCheckout'], apiVersion: string, ports: Told) {
  const { log } = ports;
  const warnOfPapers = papersWarning(log);
  return async (
    reference: string,
    { hookContext }: Call,
    session?: CheckoutSession,
  ): Promise<CheckedCheckout | undefined> => {
    let parsed: ReturnType<typeof CheckoutSchema.safeParse>;
    try {
      const context = session === undefined ? hookContext : withSession(hookContext, session.token);
      const answer = await withinTime('resolveCheckout', resolve(reference, context), LONGEST_AWAITED_HOOK_MS);
      if (answer === undefined || answer === null) return undefined;
      // Inside `try`, since a getter of the shop's object may throw, too.
      parsed = CheckoutSchema.safeParse(answer);
    } catch (error) {
      throw hookThrew('resolveCheckout', error, ports, { checkout: reference });
    }
    const faults = parsed.success
      ? missingForVersion(parsed.data, apiVersion)
      : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    if (parsed.success && faults.length === 0) {
      warnOfPapers(parsed.data, reference);
      return parsed.data;
    }
    const error = new EximpeKitError(
      'EXIMPE_CHECKOUT_INVALID',
      `resolveCheckout returned what EximPe would refuse: ${faults.join('; ')}`,
    );
    log.error({ code: error.code, help: error.help, checkout: reference, faults }, error.message);
    throw explained(ports, 'merchant_misconfigured', error.message);
  };
}

/** Warns about a missing paper once for each paper, since a shop that lacks it for one sale mostly lacks it for all. */
function papersWarning(log: Ports['log']): (checkout: CheckedCheckout, reference: string) => void {
  const said = new Set<string>();
  return (checkout, reference) => {
    const missing = missingPapers(checkout).filter((paper) => !said.has(paper));
    if (missing.length === 0) return;
    for (const paper of missing) said.add(paper);
    // In an address, EximPe misses the street.
    const named = missing.map((paper) => (paper === 'buyer.address' ? 'buyer.address.line1' : paper));
    const code = 'EXIMPE_PAPERS_INCOMPLETE';
    log.warn(
      { code, help: helpFor(code), checkout: reference, missing: named },
      `resolveCheckout returned no ${named.join(', no ')}: the shopper can pay, but EximPe pays out to you only when ` +
        'it has all papers. Return what is missing from resolveCheckout, or send it after each payment (event papers.needed)',
    );
  };
}

/** Fields that version 1 requires and version 2 does not. */
function missingForVersion({ buyer }: CheckedCheckout, apiVersion: string): string[] {
  if (apiVersion !== '1.0.0') return [];
  return (['line1', 'city', 'state'] as const)
    .filter((field) => buyer.address[field] === undefined)
    .map((field) => `buyer.address.${field}: is required by version 1.0.0 of the API`);
}
