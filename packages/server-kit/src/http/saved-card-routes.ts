// Saved cards of the shopper whom `identifyCustomer` names: list, save, delete.
import { InitiateRequest, type Mop, type NewCard, type SavedCardsAnswer } from '@eximpe/contract';
import { ProblemError } from '../errors/problem-error.ts';
import { deleteSavedCard, listSavedCards, saveCard, type CardOwner } from '../payments/cards/saved-cards.ts';
import { addressHashOf } from '../velocity/address-key.ts';
import type { Call, Params } from './call.ts';
import { demandCardTransport, parseBody } from './card-request.ts';
import type { RouteContext } from './context.ts';
import { ownerOf } from './owner.ts';
import { readJson } from './read-json.ts';
import { json, type Reply } from './reply.ts';
import { shopperOf } from './shopper.ts';

const MOST_BYTES = 16 * 1024;

export async function listCardsRoute(context: RouteContext, call: Call): Promise<Reply> {
  const owner = await ownerOf(context, call);
  return owner === undefined ? json(200, { cards: [] } satisfies SavedCardsAnswer) : cardsOf(context, 200, owner);
}

export async function saveCardRoute(context: RouteContext, call: Call): Promise<Reply> {
  demandCardTransport(context, call);
  const { card, mop } = newCardOf(await readJson(call, MOST_BYTES));
  const shopper = shopperOf(call);
  const addressHash = addressHashOf(context.ports.keys, shopper.ipAddress);
  await context.guards.address(addressHash);
  const owner = await knownOwner(context, call);
  const { customer, merchantId } = owner;
  await context.guards.payment({
    checkout: `(saved cards of ${customer})`,
    customer,
    cardHash: context.ports.keys.hash('card', card.number),
    addressHash,
    merchantId,
  });
  await saveCard(context.ports, context.settings, { ...owner, card, mop, shopper });
  return cardsOf(context, 201, owner);
}

export async function deleteCardRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  const owner = await knownOwner(context, call);
  await deleteSavedCard(context.ports, owner, params['card'] ?? '');
  return cardsOf(context, 200, owner);
}

const cardsOf = async ({ ports }: RouteContext, status: number, owner: CardOwner): Promise<Reply> =>
  json(status, { cards: await listSavedCards(ports, owner) } satisfies SavedCardsAnswer);

/** `{ card, mop? }`: the body when there is no checkout. */
function newCardOf(body: unknown): { readonly card: NewCard; readonly mop: Mop | undefined } {
  const { card, mop } = parseBody(InitiateRequest, { checkout: 'none', ...(body as object) });
  if (card.kind === 'new') return { card, mop };
  throw new ProblemError('request_invalid', { fields: ['card.kind'] });
}

async function knownOwner(context: RouteContext, call: Call): Promise<CardOwner> {
  const owner = await ownerOf(context, call);
  if (owner === undefined) throw new ProblemError('not_found', { message: 'The shop does not know this shopper.' });
  return owner;
}
