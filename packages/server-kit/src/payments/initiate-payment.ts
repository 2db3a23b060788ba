// Starts an attempt: at most one charge call ever leaves for it, and whatever comes back is written down before it is told.
import type { AttemptId, InitiateRequest } from '@eximpe/contract';
import { helpFor } from '../errors/kit-error.ts';
import { ProblemError } from '../errors/problem-error.ts';
import type { ChargeOutcome, Shopper } from './ports/gateway.ts';
import { ASKS_AFTER_CHALLENGE_START, FIRST_ASK_DURING_CHALLENGE_MS } from './ask-schedule.ts';
import { isBarred } from './bar-unknown-attempt.ts';
import { holdOf, newAttempt, referenceFor, type Attempt } from './attempt.ts';
import { awaitAttempt } from './await-change.ts';
import { cardToPayWith, type CardPolicy } from './card-to-pay-with.ts';
import { keepTemplate, refuseTemplate } from './challenge.ts';
import { changeAttempt } from './change-attempt.ts';
import { checkPayment } from './check-payment.ts';
import type { Checkout } from './checkout.ts';
import { handleOf } from './handle.ts';
import { about } from './payment-event.ts';
import type { Ports } from './ports/ports.ts';
import { consented } from './saved-cards.ts';
import { decodeTemplate } from './template.ts';

export interface Initiation {
  readonly attempt: AttemptId;
  readonly request: InitiateRequest;
  readonly shopper: Shopper;
  /** Where EximPe sends the shopper back to. */
  readonly returnUrl: string;
  /** The merchant's hook, for this request; undefined when the shop knows no such checkout. */
  resolveCheckout(): Promise<Checkout | undefined>;
  /** The shopper as the shop's server knows them; undefined for a guest. */
  readonly customer: string | undefined;
  /** Throws when this is too much: velocity limits. Not asked for repeats. */
  admit(about: {
    readonly checkout: string;
    readonly customer: string;
    readonly cardHash: string | null;
  }): Promise<void>;
}

export interface InitiationPolicy extends CardPolicy {
  /** How long a charge call can take at most; a record older than this was left behind by its process. */
  readonly chargeTimeoutMs: number;
}

/** Resolves with the attempt once its charge call was answered, refused or lost. Rejects with a ProblemError before that. */
export async function initiatePayment(ports: Ports, policy: InitiationPolicy, given: Initiation): Promise<Attempt> {
  const content = contentOf(given);
  const earlier = await ports.store.find(given.attempt);
  if (earlier) return repeat(ports, policy, earlier, content);

  const checkout = await given.resolveCheckout();
  if (!checkout) throw new ProblemError('checkout_unknown');
  const { request } = given;
  // The shopper agrees to what was on screen, and to nothing else.
  if (request.shown !== undefined && request.shown !== checkout.amount) throw new ProblemError('amount_changed');
  const customer = given.customer ?? checkout.customer?.identifier ?? ports.keys.hash('customer', request.checkout);
  const typed = request.card.kind === 'new' ? ports.keys.hash('card', request.card.number) : null;
  await given.admit({ checkout: request.checkout, customer, cardHash: typed });
  const { card, network, mop, last4 } = await cardToPayWith(ports, policy, request, given.customer);

  const attempt = newAttempt(
    {
      id: given.attempt,
      checkout: request.checkout,
      amount: checkout.amount,
      currency: checkout.currency,
      network,
      mop,
      customer,
      contentHash: ports.keys.hash('content', content),
      cardHash: typed ?? ports.keys.hash('card', card.kind === 'saved' ? card.token : card.number),
      last4,
      resultUrl: checkout.resultUrl ?? null,
      saveConsent: (request.card.kind === 'new' && request.card.save) || null,
      createdAtMs: ports.clock.now(),
    },
    ports.clock.now() + policy.chargeTimeoutMs,
  );
  const opening = await ports.store.open(attempt);
  if (opening.kind === 'exists') return repeat(ports, policy, opening.attempt, content);
  if (opening.kind === 'held') return standBack(ports, policy, given, attempt, opening.attempt);

  if (await isBarred(ports, attempt.id)) {
    const detail = 'it came after its form was told that it had never come';
    return record(ports, attempt, { kind: 'refused', problem: 'attempt_unknown', fields: [], detail });
  }

  ports.emit({ type: 'attempt.started', network, mop, ...about(attempt) });
  if (attempt.saveConsent) {
    consented(ports, { attempt: attempt.id, customer, consent: attempt.saveConsent, shopper: given.shopper });
  }
  const all = await ports.store.ofCheckout(attempt.checkout);
  try {
    const outcome = await ports.gateway.charge({
      checkout: withOwnInvoice(checkout, attempt, all),
      customer,
      network,
      mop,
      shopper: given.shopper,
      returnUrl: given.returnUrl,
      referenceId: referenceFor(given.attempt),
      card,
    });
    return await record(ports, attempt, outcome);
  } catch (error) {
    // The call may have had its effect, and could not be written down: whoever asks next finds out by reference.
    ports.log.error({ ...about(attempt), err: error }, 'what became of a charge could not be recorded');
    throw new ProblemError('gateway_unreachable');
  }
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

/**
 * What makes two requests the same. Without the security code: not even its keyed hash may be kept, and a request that
 * differs in nothing else is a repeat.
 */
function contentOf({ attempt, request }: Initiation): string {
  // What was parsed has its fields in the schema's order, however they came.
  return JSON.stringify([attempt, request.checkout, request.mop ?? null, { ...request.card, cvc: undefined }]);
}

/** The same attempt again gets the same answer, also while the first is still under way. Other content is a misuse. */
async function repeat(ports: Ports, policy: InitiationPolicy, earlier: Attempt, content: string): Promise<Attempt> {
  if (!ports.keys.verify('content', content, earlier.contentHash)) throw new ProblemError('attempt_conflict');
  const leftMs = earlier.createdAtMs + policy.chargeTimeoutMs - ports.clock.now();
  const answered = await awaitAttempt(ports, earlier, ({ charge }) => charge !== 'sent', Math.max(0, leftMs));
  return checkPayment(ports, answered);
}

/**
 * Another attempt of this checkout is undecided or paid. Unless EximPe says by now that it failed, that one is to be
 * resumed: by the same shopper or the same card. A stranger who knows the reference is told no name for it.
 */
async function standBack(
  ports: Ports,
  policy: InitiationPolicy,
  given: Initiation,
  wanted: Attempt,
  holder: Attempt,
): Promise<Attempt> {
  const current = await checkPayment(ports, holder, 'now');
  const hold = holdOf(current);
  if (hold === 'none') return initiatePayment(ports, policy, given);
  const isOwn =
    (given.customer !== undefined && given.customer === current.customer) || current.cardHash === wanted.cardHash;
  // Where that one was called failed before it was captured, its own answer would mislead.
  const handle = isOwn && !current.capturedAfterFailure ? { handle: handleOf(ports.keys, current) } : {};
  throw new ProblemError(hold === 'paid' ? 'already_paid' : 'attempt_pending', handle);
}

async function record(ports: Ports, attempt: Attempt, outcome: ChargeOutcome): Promise<Attempt> {
  const { store, clock } = ports;
  const write = async (rule: (current: Attempt) => Attempt): Promise<Attempt> =>
    (await changeAttempt(store, attempt.id, rule))?.after ?? attempt;

  if (outcome.kind === 'refused') {
    const { problem, fields, detail } = outcome;
    const refused = await write((current) =>
      current.status === 'pending'
        ? { ...current, charge: 'refused', problem, refusedFields: fields, dueAtMs: null }
        : current,
    );
    const said = { ...about(attempt), problem, fields, detail };
    if (problem === 'merchant_misconfigured') {
      const code = 'EXIMPE_ORDER_REFUSED';
      ports.log.error({ code, help: helpFor(code), ...said }, 'EximPe refused the order: credentials, account or data');
    } else ports.log.warn(said, 'EximPe refused the order');
    ports.emit({ type: 'attempt.refused', problem, ...about(attempt) });
    return refused;
  }

  if (outcome.kind === 'lost') {
    ports.log.warn(
      { ...about(attempt), detail: outcome.detail },
      'the answer to a charge was lost; asking by reference',
    );
    ports.emit({ type: 'attempt.lost', ...about(attempt) });
    ports.emit({ type: 'gateway.error', verb: 'charge', detail: outcome.detail, ...about(attempt) });
    const lost = await write((current) => ({
      ...current,
      charge: current.orderId === null ? 'lost' : 'answered',
      dueAtMs: current.dueAtMs === null ? null : clock.now(),
    }));
    return checkPayment(ports, lost);
  }

  const { orderId, template } = outcome;
  const decoded = template === null ? undefined : decodeTemplate(template);
  if (decoded && 'html' in decoded) await keepTemplate(ports, attempt.id, decoded.html);
  const answered = await write((current) => ({
    ...current,
    charge: 'answered',
    orderId,
    challenged: decoded !== undefined && 'html' in decoded,
    ...(current.status !== 'pending'
      ? {}
      : template === null
        ? { dueAtMs: clock.now() }
        : { asks: ASKS_AFTER_CHALLENGE_START, dueAtMs: clock.now() + FIRST_ASK_DURING_CHALLENGE_MS }),
  }));
  // Without a bank's page it may be decided already: EximPe is asked once, and its word is the answer.
  if (decoded === undefined) return checkPayment(ports, answered, 'now', 'create');
  if ('refusal' in decoded) return (await refuseTemplate(ports, attempt.id, decoded.refusal)) ?? answered;
  return answered;
}
