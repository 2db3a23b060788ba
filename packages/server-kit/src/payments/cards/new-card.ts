// A card that was typed: its network, credit or debit, and whether this shop takes it.
import type { Mop, Network, NewCard } from '@eximpe/contract';
import { ProblemError } from '../../errors/problem-error.ts';
import { demandPlausible } from './card-rules.ts';
import { cardTypeOf, rememberedCardType, type CardType } from './card-type.ts';
import { explained } from '../explain.ts';
import type { BinAnswer } from '../ports/gateway.ts';
import type { Ports } from '../ports/ports.ts';

export interface NewCardPolicy {
  /** Accepted networks. */
  readonly networks: readonly Network[];
  /** Networks whose cards may lack a security code. */
  readonly cvcOptional: readonly Network[];
  readonly cardTypes: 'lookup' | 'ask';
}

/**
 * Credit or debit comes from the shopper's own answer, else from the issuer's data; the network from the issuer's data, else
 * from the form, which knows it from the number's first digits. This server has no such table.
 *
 * So EximPe is asked only when the shopper was not: with the shopper's answer, and the form's for the network, a
 * payment need not wait for anything. What EximPe said about the BIN before (to the form, while the shopper typed the
 * number) still counts.
 * @param asked the shopper's answer: credit or debit
 * @param remembered what was known about its BIN before. Throws a ProblemError for a card that can't pay here.
 */
export async function typeOfNew(
  ports: Ports,
  policy: NewCardPolicy,
  card: NewCard,
  asked: Mop | undefined,
  merchantId: string | null,
  remembered: BinAnswer | undefined,
): Promise<{ readonly network: Network; readonly mop: Mop; readonly bank: string | null }> {
  const known = await issuersWord(ports, policy, card, asked, merchantId, remembered);
  const network = known.network ?? card.network;
  demandPlausible(card, network, policy.cvcOptional, ports.clock.now());
  if (!policy.networks.includes(network)) throw new ProblemError('network_not_accepted');
  const mop = asked ?? known.mop;
  if (mop) return { network, mop, bank: known.bank };
  // It is no use to ask the shopper: nothing can be charged at an address where nothing answers.
  if (known.unreachable !== undefined) throw explained(ports, 'gateway_unreachable', known.unreachable);
  throw new ProblemError('card_type_needed');
}

async function issuersWord(
  ports: Ports,
  { cardTypes }: NewCardPolicy,
  card: NewCard,
  asked: Mop | undefined,
  merchantId: string | null,
  remembered: BinAnswer | undefined,
): Promise<CardType> {
  if (cardTypes === 'ask') return { mop: null, network: null, bank: null };
  return asked === undefined ? cardTypeOf(ports, card.number, merchantId, remembered) : rememberedCardType(remembered);
}
