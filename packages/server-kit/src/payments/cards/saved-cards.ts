// Cards that EximPe saved for the shopper whom the shop's server names: nobody else's cards can be seen, used or deleted.
import { randomUUID } from 'node:crypto';
import {
  NETWORKS,
  type AttemptId,
  type ChosenCard,
  type Mop,
  type NewCard,
  type SavedCard as ShownCard,
} from '@eximpe/contract';
import { ProblemError } from '../../errors/problem-error.ts';
import { keptConsent, type KeptConsent } from '../attempt/consent.ts';
import { explained } from '../explain.ts';
import type { Done, NoAnswer, SavedCard, Shopper } from '../ports/gateway.ts';
import { rememberedBinOf } from './card-type.ts';
import { typeOfNew, type NewCardPolicy } from './new-card.ts';
import type { Ports } from '../ports/ports.ts';
import { reportNoAnswer } from '../report-no-answer.ts';

/** Whose cards: a shopper's, at one merchant of the account. */
export interface CardOwner {
  /** The shop's own id of the shopper. */
  readonly customer: string;
  /** PSP accounts: the sub-merchant; null for the account's own. */
  readonly merchantId: string | null;
}

/** Bound to owner and token: another shopper's id matches nothing in this shopper's list. */
const named = ({ customer }: CardOwner, token: string): string => `${customer}\n${token}`;

async function savedCards(ports: Ports, { customer, merchantId }: CardOwner): Promise<readonly SavedCard[]> {
  const answer = await ports.gateway.of(merchantId).listCards(customer);
  if (answer.kind === 'known') return answer.cards;
  throw await noAnswerProblem(ports, answer);
}

export async function listSavedCards(ports: Ports, owner: CardOwner): Promise<ShownCard[]> {
  const cards = await savedCards(ports, owner);
  return cards.map(({ token, nickname, ...card }) => ({
    id: ports.keys.hash('card', named(owner, token)),
    ...card,
    ...(nickname ? { nickname } : {}),
  }));
}

/** The card of this shopper that the form chose. Throws `not_found` for any other. */
export async function chosenCard(ports: Ports, owner: CardOwner, { id }: Pick<ChosenCard, 'id'>): Promise<SavedCard> {
  const cards = await savedCards(ports, owner);
  const card = cards.find(({ token }) => ports.keys.verify('card', named(owner, token), id));
  if (!card) throw new ProblemError('not_found', { message: 'This shopper has no such card.' });
  return card;
}

export async function deleteSavedCard(ports: Ports, owner: CardOwner, id: string): Promise<void> {
  const card = await chosenCard(ports, owner, { id });
  const outcome = await ports.gateway.of(owner.merchantId).deleteCard(owner.customer, card.token);
  if (outcome.kind !== 'done') throw await problemOf(ports, outcome);
  const { network, last4 } = card;
  await ports.store.withdrawConsents({ ...owner, network, last4 }, ports.clock.now());
}

export interface CardToSave extends CardOwner {
  readonly card: NewCard;
  /** The shopper's answer, if the kit does not know. */
  readonly mop: Mop | undefined;
  readonly shopper: Shopper;
}

/** Saves a card without a payment. Networks that need the reference of an earlier authorisation can't be saved this way. */
export async function saveCard(ports: Ports, policy: NewCardPolicy, given: CardToSave): Promise<void> {
  const { customer, merchantId, card, shopper } = given;
  if (!card.save) throw new ProblemError('request_invalid', { fields: ['card.save'] });
  const remembered = await rememberedBinOf(ports, card.number);
  const { network, mop } = await typeOfNew(ports, policy, card, given.mop, merchantId, remembered);
  if (!NETWORKS[network].savesWithoutPayment) {
    throw new ProblemError('network_not_accepted', {
      message: 'Cards of this network can be saved only with a payment.',
    });
  }
  const outcome = await ports.gateway.of(merchantId).saveCard(customer, card, network, mop);
  if (outcome.kind !== 'done') throw await problemOf(ports, outcome);
  const consent = keptConsent(card.save);
  await ports.store.keepConsent({
    ...consent,
    id: randomUUID(),
    customer,
    merchantId,
    attempt: null,
    network,
    last4: card.number.slice(-4),
    ipAddress: shopper.ipAddress,
    givenAtMs: ports.clock.now(),
    withdrawnAtMs: null,
  });
  consented(ports, { attempt: null, customer, consent, shopper });
}

interface Consented {
  /** Null when nothing was paid. */
  readonly attempt: AttemptId | null;
  readonly customer: string;
  readonly consent: KeptConsent;
  readonly shopper: Shopper;
}

/** Tells the merchant, as their proof, who agreed to what, when, and from where. */
export function consented(ports: Ports, { attempt, customer, consent, shopper }: Consented): void {
  const at = new Date(ports.clock.now()).toISOString();
  ports.emit({ type: 'card.save_consented', attempt, customer, ...consent, at, ipAddress: shopper.ipAddress });
}

async function problemOf(ports: Ports, outcome: Exclude<Done, { kind: 'done' }>): Promise<ProblemError> {
  if (outcome.kind !== 'refused') return noAnswerProblem(ports, outcome);
  ports.emit({ type: 'gateway.error', verb: 'cards', detail: outcome.detail });
  ports.log.warn({ detail: outcome.detail }, 'EximPe refused a request about a saved card');
  return explained(ports, 'request_invalid', outcome.detail);
}

async function noAnswerProblem(ports: Ports, answer: NoAnswer): Promise<ProblemError> {
  ports.log.warn({ detail: answer.detail }, 'EximPe did not carry out a request about saved cards');
  await reportNoAnswer(ports, 'cards', answer);
  return explained(ports, answer.kind === 'denied' ? 'merchant_misconfigured' : 'gateway_unreachable', answer.detail);
}
