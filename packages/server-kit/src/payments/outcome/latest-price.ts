// What a checkout costs by the shop's latest answer, kept with every attempt that may still be captured.
import type { Attempt } from '../attempt/attempt.ts';
import { cancelAttempt } from './cancel-attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import type { CheckedCheckout } from '../checkout.ts';
import type { Ports } from '../ports/ports.ts';

/**
 * An undefined checkout means that the shop has taken it back. Writes nothing when nothing has changed. Resolves with
 * whether there was anything to write.
 */
export async function notePrice(
  ports: Ports,
  attempts: readonly Attempt[],
  checkout: Pick<CheckedCheckout, 'amount'> | undefined,
): Promise<boolean> {
  const price = checkout?.amount ?? null;
  const isOpen = (attempt: Attempt): boolean => attempt.status !== 'successful' && attempt.charge !== 'refused';
  const outdated = attempts.filter((attempt) => isOpen(attempt) && attempt.price !== price);
  await Promise.all(
    outdated.map(({ id }) =>
      changeAttempt(ports, id, (current) =>
        isOpen(current) && current.price !== price ? { ...current, price } : current,
      ),
    ),
  );
  return outdated.length > 0;
}

/**
 * Before the shopper is sent to pay: does the attempt still charge what the checkout costs? If not, cancels it,
 * provided that EximPe calls it pending. Resolves with the attempt afterwards.
 */
export async function holdToPrice(
  ports: Ports,
  attempt: Attempt,
  checkout: CheckedCheckout | undefined,
): Promise<Attempt> {
  await notePrice(ports, [attempt], checkout);
  if (checkout?.amount === attempt.amount) return attempt;
  return cancelAttempt(ports, attempt, checkout ? 'amount_changed' : 'checkout_unknown');
}
