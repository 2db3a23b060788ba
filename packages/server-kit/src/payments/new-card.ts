// A card that was typed: its network, credit or debit, and whether this shop takes it.
import type { Mop, Network, NewCard } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import { demandPlausible } from './card-rules.ts';
import { cardTypeOf, type CardType } from './card-type.ts';
import { explained } from './explain.ts';
import type { Ports } from './ports/ports.ts';

export interface NewCardPolicy {
  /** Accepted networks. */
  readonly networks: readonly Network[];
  /** Networks whose cards may lack a security code. */
  readonly cvcOptional: readonly Network[];
  readonly cardTypes: 'lookup' | 'ask';
}

/** @param asked what the shopper said of credit or debit. Throws a ProblemError for a card that can't pay here. */
export async function typeOfNew(
  ports: Ports,
  policy: NewCardPolicy,
  card: NewCard,
  asked: Mop | undefined,
  merchantId: string | null,
): Promise<{ readonly network: Network; readonly mop: Mop }> {
  const known: CardType =
    policy.cardTypes === 'lookup' ? await cardTypeOf(ports, card.number, merchantId) : { mop: null, network: null };
  const network = known.network ?? card.network;
  demandPlausible(card, network, policy.cvcOptional, ports.clock.now());
  if (!policy.networks.includes(network)) throw new ProblemError('network_not_accepted');
  const mop = asked ?? known.mop;
  if (mop) return { network, mop };
  // The shopper's answer would help nobody: nothing can be charged at an address where nothing answers.
  if (known.unreachable !== undefined) throw explained(ports, 'gateway_unreachable', known.unreachable);
  throw new ProblemError('card_type_needed');
}
