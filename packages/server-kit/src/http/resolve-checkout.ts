// Calls the merchant's hook; what is wrong with its answer is told to the merchant, field by field; in the sandbox by the problem, too.
import { EximpeKitError } from '../errors/kit-error.ts';
import type { EximpeKitOptions } from '../options.ts';
import { CheckoutSchema } from '../payments/checkout-schema.ts';
import type { Checkout } from '../payments/checkout.ts';
import { explained } from '../payments/explain.ts';
import type { Ports } from '../payments/ports/ports.ts';
import { LONGEST_AWAITED_HOOK_MS, withinTime } from '../payments/within-time.ts';
import type { Call } from './call.ts';

type Told = Pick<Ports, 'log' | 'explainsFaults'>;

export const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : typeof error === 'string' ? error : 'something that is no Error';

export function checkedResolver(resolve: EximpeKitOptions['resolveCheckout'], apiVersion: string, ports: Told) {
  const { log } = ports;
  return async (reference: string, { hookContext }: Call): Promise<Checkout | undefined> => {
    let parsed: ReturnType<typeof CheckoutSchema.safeParse>;
    try {
      const answer = await withinTime('resolveCheckout', resolve(reference, hookContext), LONGEST_AWAITED_HOOK_MS);
      if (answer === undefined || answer === null) return undefined;
      // In here, since a getter of the shop's own may throw, too.
      parsed = CheckoutSchema.safeParse(answer);
    } catch (error) {
      log.error({ code: 'EXIMPE_HOOK_THREW', checkout: reference, err: error }, 'resolveCheckout threw');
      throw explained(ports, 'merchant_misconfigured', `resolveCheckout threw: ${messageOf(error)}`);
    }
    const faults = parsed.success
      ? missingForVersion(parsed.data, apiVersion)
      : parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`);
    if (parsed.success && faults.length === 0) return parsed.data;
    const error = new EximpeKitError(
      'EXIMPE_CHECKOUT_INVALID',
      `resolveCheckout gave what EximPe would refuse: ${faults.join('; ')}`,
    );
    log.error({ code: error.code, help: error.help, checkout: reference, faults }, error.message);
    throw explained(ports, 'merchant_misconfigured', error.message);
  };
}

/** Version 1 wants what version 2 leaves open. */
function missingForVersion({ buyer }: Checkout, apiVersion: string): string[] {
  if (apiVersion !== '1.0.0') return [];
  return (['line1', 'city', 'state'] as const)
    .filter((field) => buyer.address[field] === undefined)
    .map((field) => `buyer.address.${field}: is required by version 1.0.0 of the API`);
}
