// Which card pays: the one that was typed, or one that EximPe saved for this shopper; with its network, and credit or debit.
import type { ChosenCard, InitiateRequest, Mop, Network, NewCard } from '@eximpe/contract';
import { ProblemError } from '../../errors/problem-error.ts';
import type { BinAnswer, PayingCard } from '../ports/gateway.ts';
import { hasCvcLength } from './card-rules.ts';
import { typeOfNew, type NewCardPolicy } from './new-card.ts';
import type { Ports } from '../ports/ports.ts';
import { chosenCard } from './saved-cards.ts';

export interface CardPolicy extends NewCardPolicy {
  /** Whether a saved card pays only with its security code. */
  readonly asksCvc: boolean;
}

export interface CardToPayWith {
  readonly card: PayingCard;
  readonly network: Network;
  readonly mop: Mop;
  readonly last4: string;
  /** Null when it is not known. */
  readonly issuingBank: string | null;
}

/**
 * @param customer the shopper whom the shop's server named, or undefined for a guest
 * @param merchantId the sub-merchant whose sale it is, or null
 * @param remembered what is known about a typed card's BIN Throws a ProblemError.
 */
export async function cardToPayWith(
  ports: Ports,
  policy: CardPolicy,
  { card, mop }: InitiateRequest,
  customer: string | undefined,
  merchantId: string | null,
  remembered: BinAnswer | undefined,
): Promise<CardToPayWith> {
  const chosen =
    card.kind === 'new'
      ? await typed(ports, policy, card, mop, customer, merchantId, remembered)
      : await saved(ports, policy, card, customer, merchantId);
  if (!policy.networks.includes(chosen.network)) throw new ProblemError('network_not_accepted');
  return chosen;
}

async function typed(
  ports: Ports,
  policy: CardPolicy,
  card: NewCard,
  asked: Mop | undefined,
  customer: string | undefined,
  merchantId: string | null,
  remembered: BinAnswer | undefined,
): Promise<CardToPayWith> {
  if (card.save && customer === undefined) {
    throw new ProblemError('request_invalid', {
      message: 'Cards are saved for known shoppers only.',
      fields: ['card.save'],
    });
  }
  const { network, mop, bank: issuingBank } = await typeOfNew(ports, policy, card, asked, merchantId, remembered);
  const { number, expiryMonth, expiryYear, cvc, holderName } = card;
  const paying = {
    kind: 'new',
    number,
    expiryMonth,
    expiryYear,
    cvc,
    holderName,
    save: card.save !== undefined,
  } as const;
  return { card: paying, network, mop, last4: number.slice(-4), issuingBank };
}

async function saved(
  ports: Ports,
  policy: CardPolicy,
  card: ChosenCard,
  customer: string | undefined,
  merchantId: string | null,
): Promise<CardToPayWith> {
  if (customer === undefined) throw new ProblemError('not_found', { message: 'The shop does not know this shopper.' });
  const { token, network, mop, last4 } = await chosenCard(ports, { customer, merchantId }, card);
  // A security code that the shop did not ask for is dropped here.
  const cvc = policy.asksCvc ? (card.cvc ?? '') : null;
  if (cvc !== null && !hasCvcLength(cvc, network)) {
    throw new ProblemError('request_invalid', {
      message: 'The security code of the saved card is required.',
      fields: ['card.cvc'],
    });
  }
  return { card: { kind: 'saved', token, cvc }, network, mop, last4, issuingBank: null };
}
