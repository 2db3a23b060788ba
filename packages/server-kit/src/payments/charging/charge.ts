// Charging an attempt: the one call that may leave for it, and what must hold in the moment before it does.
import { ProblemError } from '../../errors/problem-error.ts';
import { holdOf, type Attempt } from '../attempt/attempt.ts';
import { changeAttempt } from '../attempt/change-attempt.ts';
import type { Checkout } from '../checkout.ts';
import type { Initiation, InitiationPolicy } from './initiation.ts';
import type { OpenedAttempt } from './open-attempt.ts';
import { about } from '../payment-event.ts';
import type { ChargeOutcome } from '../ports/gateway.ts';
import type { Ports } from '../ports/ports.ts';
import { applyRefusal } from '../attempt/progress.ts';
import { notePrice } from '../outcome/latest-price.ts';
import { consented } from '../cards/saved-cards.ts';

/**
 * From writing down that the charge leaves until it leaves: a process that stood still in between may have lost its right to
 * another. Others believe that nothing was charged only much later.
 */
const LONGEST_PAUSE_MS = 5_000;

/** `withdrawn`: nothing has left, and nothing will; the checkout is free again. */
export type Charged = { readonly kind: 'charged'; readonly outcome: ChargeOutcome } | { readonly kind: 'withdrawn' };

/**
 * Call it once for an attempt that was just opened, and record what it answers. Throws `already_paid` where another attempt of
 * the checkout is captured by now.
 */
export async function charge(
  ports: Ports,
  policy: InitiationPolicy,
  given: Initiation,
  opened: OpenedAttempt,
): Promise<Charged> {
  const { attempt, checkout, card } = opened;
  const startedAt = performance.now();
  if (!(await claimCharge(ports, policy, attempt))) return { kind: 'withdrawn' };
  const isSafe = await isSecured(ports);
  // The last look before it leaves: a machine that stood still, clocks and all, finds out here that another went on without it.
  const all = await ports.store.ofCheckout(attempt.checkout);
  const others = all.filter(({ id }) => id !== attempt.id);
  const isOurs = all.some(({ id, charge: sent, problem }) => id === attempt.id && sent === 'sent' && problem === null);
  if (others.some((other) => holdOf(other) === 'paid')) {
    await withdraw(ports, attempt, 'already_paid');
    throw new ProblemError('already_paid');
  }
  const isHeld = others.some((other) => holdOf(other) === 'pending');
  if (!isSafe || !isOurs || isHeld || isLate(policy, given, startedAt)) {
    await withdraw(ports, attempt, 'gateway_unreachable');
    return { kind: 'withdrawn' };
  }
  const { customer, network, mop, referenceId, merchantId } = attempt;
  const call = ports.gateway.of(merchantId).charge({
    checkout: withOwnInvoice(checkout, attempt, all),
    customer,
    network,
    mop,
    shopper: given.shopper,
    returnUrl: given.returnUrl,
    referenceId,
    card,
  });
  announce(ports, given, attempt);
  const outcome = await call;
  await notePrice(ports, others, checkout);
  return { kind: 'charged', outcome };
}

/** False when another has freed the checkout meanwhile: this process stood still for too long. */
async function claimCharge(ports: Ports, policy: InitiationPolicy, attempt: Attempt): Promise<boolean> {
  const chargeEndsAtMs = ports.clock.now() + policy.chargeTimeoutMs;
  const change = await changeAttempt(ports, attempt.id, (current) =>
    current.charge === 'opened' ? { ...current, charge: 'sent', chargeEndsAtMs, askAtMs: chargeEndsAtMs } : current,
  );
  return change !== undefined && change.before.charge === 'opened';
}

/** A charge that the store might forget does not leave. */
async function isSecured({ store, log }: Ports): Promise<boolean> {
  try {
    await store.secure();
    return true;
  } catch (error) {
    log.error({ err: error }, 'the store did not confirm that it keeps a payment: nothing is charged');
    return false;
  }
}

/** Nobody waits for the answer any more, or this process stood still since it wrote that the charge leaves. */
const isLate = ({ formWaitsMs }: InitiationPolicy, given: Initiation, startedAt: number): boolean =>
  given.isGone() ||
  performance.now() - startedAt > LONGEST_PAUSE_MS ||
  performance.now() - given.arrivedAt > formWaitsMs;

const withdraw = (ports: Ports, { id }: Attempt, problem: 'already_paid' | 'gateway_unreachable'): Promise<unknown> =>
  changeAttempt(ports, id, (current) => applyRefusal(current, problem));

function announce(ports: Ports, { shopper }: Initiation, attempt: Attempt): void {
  ports.emit({ type: 'attempt.started', ...about(attempt) });
  const { id, customer, saveConsent: consent } = attempt;
  if (consent) consented(ports, { attempt: id, customer, consent, shopper });
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
