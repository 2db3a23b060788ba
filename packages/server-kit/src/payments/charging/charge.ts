// Charges an attempt: the one call that may leave for it, and what must be true just before it leaves.
import { ProblemError } from '../../errors/problem-error.ts';
import { holdOf, type Attempt } from '../attempt/attempt.ts';
import { changeAttempt } from '../changes/change-attempt.ts';
import type { CheckedCheckout } from '../checkout.ts';
import type { Initiation, InitiationPolicy } from './initiation.ts';
import type { OpenedAttempt } from './open-attempt.ts';
import { about } from '../payment-event.ts';
import type { ChargeOutcome } from '../ports/gateway.ts';
import type { Ports } from '../ports/ports.ts';
import { applyRefusal } from '../attempt/progress.ts';
import { notePrice } from '../outcome/latest-price.ts';
import { consented } from '../cards/saved-cards.ts';

/**
 * The longest time from storing an attempt until its charge leaves: a process that stopped in between may have lost
 * its right to another process. Others conclude that nothing was charged only much later.
 */
const LONGEST_PAUSE_MS = 5_000;

/** `withdrawn`: no charge has left or will leave; the checkout is free again. */
export type Charged = { readonly kind: 'charged'; readonly outcome: ChargeOutcome } | { readonly kind: 'withdrawn' };

/**
 * Call it once, directly after the attempt was opened, and record its result: opening was the last look at the
 * checkout before the charge leaves. Throws `already_paid` when another attempt of the checkout is captured by now.
 */
export async function charge(
  ports: Ports,
  policy: InitiationPolicy,
  given: Initiation,
  opened: OpenedAttempt,
): Promise<Charged> {
  const { attempt, checkout, card } = opened;
  // A process that is too late does not know the latest price, either.
  const secured = isLate(ports, policy, given, opened) ? 'failed' : await secure(ports, opened);
  // Securing takes time, and meanwhile the machine may stop, its clocks too: here it finds out whether another process went on without it.
  const { isOurs, others } =
    secured === 'at once' ? { isOurs: true, others: opened.others } : await lookAgain(ports, attempt);
  if (others.some((other) => holdOf(other) === 'paid')) {
    await withdraw(ports, attempt, 'already_paid');
    throw new ProblemError('already_paid');
  }
  const isHeld = others.some((other) => holdOf(other) === 'pending');
  if (secured === 'failed' || !isOurs || isHeld || isLate(ports, policy, given, opened)) {
    await withdraw(ports, attempt, 'gateway_unreachable');
    return { kind: 'withdrawn' };
  }
  const { customer, network, mop, referenceId, merchantId } = attempt;
  const call = ports.gateway.of(merchantId).charge({
    checkout: withOwnInvoice(checkout, others),
    customer,
    network,
    mop,
    shopper: given.shopper,
    returnUrl: given.returnUrl,
    referenceId,
    card,
  });
  announce(ports, given, attempt);
  return { kind: 'charged', outcome: await call };
}

interface Look {
  /** False when another process has freed the attempt's checkout meanwhile. */
  readonly isOurs: boolean;
  /** All other attempts of its checkout. */
  readonly others: readonly Attempt[];
}

async function lookAgain({ store }: Ports, attempt: Attempt): Promise<Look> {
  const all = await store.ofCheckout(attempt.checkout);
  return {
    isOurs: all.some(({ id, charge: sent, problem }) => id === attempt.id && sent === 'sent' && problem === null),
    others: all.filter(({ id }) => id !== attempt.id),
  };
}

/**
 * Stops a charge that the store might forget, or before which it did not note the new price with the earlier attempts:
 * from now on, a capture of theirs is compared with it. That can't wait for the answer: EximPe gives it only once, so
 * nothing that can fail may come between the answer and its record.
 */
async function secure(ports: Ports, opened: OpenedAttempt): Promise<'at once' | 'after a while' | 'failed'> {
  const { store, log } = ports;
  const { attempt, others, checkout } = opened;
  try {
    const isNoted = await notePrice(ports, others, checkout);
    const isSecured = await store.secure();
    return isNoted || isSecured ? 'after a while' : 'at once';
  } catch (error) {
    log.error(
      { ...about(attempt), err: error },
      'the store did not confirm that it saved a payment: nothing is charged',
    );
    return 'failed';
  }
}

/**
 * Whether nobody waits for the answer any more, or this process stopped for a while after it stored the attempt.
 * Checks both clocks: the monotonic clock stops with the machine, and the system clock may be corrected afterwards.
 */
const isLate = (
  { clock }: Ports,
  { formWaitsMs }: InitiationPolicy,
  given: Initiation,
  { attempt, openedAt }: OpenedAttempt,
): boolean =>
  given.isGone() ||
  clock.now() - attempt.createdAtMs > LONGEST_PAUSE_MS ||
  performance.now() - openedAt > LONGEST_PAUSE_MS ||
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
 * EximPe accepts an invoice number only once among orders that have not failed. When an earlier attempt was cancelled
 * but is still pending at EximPe, the new one gets the merchant's number with a suffix: `INV-1-2`.
 */
function withOwnInvoice(checkout: CheckedCheckout, others: readonly Attempt[]): CheckedCheckout {
  if (!others.some((other) => other.status === 'pending' && other.charge !== 'refused')) return checkout;
  // The count of all attempts only grows, so no suffix comes twice.
  const suffix = `-${others.length + 1}`;
  const number = checkout.invoice.number.slice(0, LONGEST_INVOICE_NUMBER - suffix.length) + suffix;
  return { ...checkout, invoice: { ...checkout.invoice, number } };
}
