// Opens an attempt: price, shopper and card are fixed and stored before anything is charged.
import { isLanguage } from '@eximpe/contract';
import { ProblemError } from '../../errors/problem-error.ts';
import { newAttempt, type Attempt } from '../attempt/attempt.ts';
import { keptConsent } from '../attempt/consent.ts';
import { termsOf } from '../attempt/terms.ts';
import { cardToPayWith } from '../cards/card-to-pay-with.ts';
import { rememberedBinOf } from '../cards/card-type.ts';
import type { CheckedCheckout } from '../checkout.ts';
import { contentOf } from './earlier-attempt.ts';
import type { Initiation, InitiationPolicy } from './initiation.ts';
import type { Consent } from '../ports/consents.ts';
import type { Opening } from '../ports/attempts.ts';
import type { PayingCard } from '../ports/gateway.ts';
import { notePrice } from '../outcome/latest-price.ts';
import type { Ports } from '../ports/ports.ts';

export interface OpenedAttempt {
  readonly attempt: Attempt;
  /** The merchant's answer: the kit takes the amount from here, never from the browser. */
  readonly checkout: CheckedCheckout;
  readonly card: PayingCard;
  /** All other attempts of its checkout when it was opened, oldest first. */
  readonly others: readonly Attempt[];
  /** When storing it began, by `performance.now()`. */
  readonly openedAt: number;
}

/**
 * Rejects with a ProblemError when nothing may be charged. The attempt is stored only for `opened`.
 * @param named the shopper as the shop's server knows them; undefined for a guest
 * @param isAdmitted whether limits have counted this request before: it counts once, however often it has to try
 */
export async function openAttempt(
  ports: Ports,
  policy: InitiationPolicy,
  given: Initiation,
  named: string | undefined,
  isAdmitted: boolean,
): Promise<Omit<OpenedAttempt, 'others'> & { readonly opening: Opening }> {
  const checkout = await given.resolveCheckout();
  const { request } = given;
  // The shopper agrees only to the amount on their screen.
  const isAgreed = checkout && (request.shown === undefined || request.shown === checkout.amount);
  if (!isAgreed) {
    await notePrice(ports, await ports.store.ofCheckout(request.checkout), checkout);
    throw new ProblemError(checkout ? 'amount_changed' : 'checkout_unknown');
  }
  const customer = named ?? checkout.customer?.identifier ?? ports.keys.hash('customer', request.checkout);
  const typed = request.card.kind === 'new' ? ports.keys.hash('card', request.card.number) : null;
  const terms = termsOf(checkout);
  const { merchantId } = terms;
  const { addressHash } = given;
  const [remembered] = await Promise.all([
    request.card.kind === 'new' ? rememberedBinOf(ports, request.card.number) : undefined,
    isAdmitted
      ? undefined
      : given.admit({ checkout: request.checkout, customer, cardHash: typed, addressHash, merchantId }),
  ]);
  const paying = await cardToPayWith(ports, policy, request, named, merchantId, remembered);
  const { card, network, mop, last4, issuingBank } = paying;

  const nowMs = ports.clock.now();
  const attempt = newAttempt({
    id: given.attempt,
    checkout: request.checkout,
    terms,
    amount: checkout.amount,
    network,
    mop,
    customer,
    contentHash: ports.keys.hash('content', contentOf(given)),
    addressHash,
    cardHash: typed ?? ports.keys.hash('card', card.kind === 'saved' ? card.token : card.number),
    last4,
    savedCard: card.kind === 'saved',
    adapter: given.adapter ?? null,
    challengeMode: request.challenge ?? null,
    language: request.language !== undefined && isLanguage(request.language) ? request.language : null,
    saveConsent: request.card.kind === 'new' && request.card.save ? keptConsent(request.card.save) : null,
    createdAtMs: nowMs,
    issuingBank,
    chargeEndsAtMs: nowMs + policy.chargeTimeoutMs,
  });
  const openedAt = performance.now();
  return {
    opening: await ports.store.open(attempt, consentGivenWith(attempt, given)),
    attempt,
    checkout,
    card,
    openedAt,
  };
}

/** The proof of the shopper's consent, kept for years; undefined when the card is not to be saved. */
function consentGivenWith(attempt: Attempt, { shopper }: Initiation): Consent | undefined {
  const { id, saveConsent, customer, merchantId, network, last4, createdAtMs } = attempt;
  if (!saveConsent) return undefined;
  const card = { customer, merchantId, network, last4 };
  const { ipAddress } = shopper;
  return { ...saveConsent, ...card, id, attempt: id, ipAddress, givenAtMs: createdAtMs, withdrawnAtMs: null };
}
