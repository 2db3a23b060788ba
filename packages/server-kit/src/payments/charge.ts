// Charging an attempt: the one call that may leave for it, told beforehand to whoever watches.
import type { Attempt } from './attempt.ts';
import type { Checkout } from './checkout.ts';
import type { Initiation } from './initiation.ts';
import type { OpenedAttempt } from './open-attempt.ts';
import { about } from './payment-event.ts';
import type { ChargeOutcome } from './ports/gateway.ts';
import type { Ports } from './ports/ports.ts';
import { consented } from './saved-cards.ts';

/** Call it once for an attempt that was just opened, and record what it answers. */
export async function charge(ports: Ports, given: Initiation, opened: OpenedAttempt): Promise<ChargeOutcome> {
  const { attempt, checkout, card } = opened;
  const { customer, network, mop, referenceId, saveConsent } = attempt;
  ports.emit({ type: 'attempt.started', ...about(attempt) });
  if (saveConsent) {
    consented(ports, { attempt: attempt.id, customer, consent: saveConsent, shopper: given.shopper });
  }
  const all = await ports.store.ofCheckout(attempt.checkout);
  return ports.gateway.charge({
    checkout: withOwnInvoice(checkout, attempt, all),
    customer,
    network,
    mop,
    shopper: given.shopper,
    returnUrl: given.returnUrl,
    referenceId,
    card,
  });
}

const LONGEST_INVOICE_NUMBER = 255;

/**
 * EximPe may take an invoice number only once among orders that have not failed. An attempt that follows one which was
 * cancelled but is still pending there gets the merchant's number with a suffix: `INV-1-2`.
 */
function withOwnInvoice(checkout: Checkout, attempt: Attempt, all: readonly Attempt[]): Checkout {
  const isOpen = (other: Attempt): boolean =>
    other.id !== attempt.id && other.status === 'pending' && other.charge !== 'refused';
  if (!all.some(isOpen)) return checkout;
  // The count of all attempts only grows, so no suffix comes twice.
  const suffix = `-${all.length}`;
  const number = checkout.invoice.number.slice(0, LONGEST_INVOICE_NUMBER - suffix.length) + suffix;
  return { ...checkout, invoice: { ...checkout.invoice, number } };
}
