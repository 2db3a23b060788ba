// Saved cards of the shopper whom `identifyCustomer` names: list, save, delete.
import { InitiateRequest, type Mop, type NewCard, type SavedCardsAnswer } from '@eximpe/contract';
import type { Request, RequestHandler } from 'express';
import { ProblemError } from '../errors/problem-error.ts';
import { deleteSavedCard, listSavedCards, saveCard } from '../payments/saved-cards.ts';
import type { RouteContext } from './context.ts';
import { demandCardTransport, parseBody } from './card-request.ts';
import { readJson } from './read-body.ts';
import { shopperOf } from './shopper.ts';
import { sendJson } from './send-json.ts';

const MOST_BYTES = 16 * 1024;

export function listCardsRoute(context: RouteContext): RequestHandler {
  return async (request, response) => {
    const customer = await context.identifyCustomer(request);
    const answer: SavedCardsAnswer = {
      cards: customer === undefined ? [] : await listSavedCards(context.ports, customer),
    };
    sendJson(response, 200, answer);
  };
}

export function saveCardRoute(context: RouteContext): RequestHandler {
  return async (request, response) => {
    demandCardTransport(context, request);
    const { card, mop } = newCardOf(await readJson(request, MOST_BYTES));
    const shopper = shopperOf(request);
    await context.guards.address(shopper.ipAddress);
    const customer = await knownCustomer(context, request);
    const cardHash = context.ports.keys.hash('card', card.number);
    await context.guards.payment({ checkout: `(saved cards of ${customer})`, customer, cardHash });
    await saveCard(context.ports, context.settings, { customer, card, mop, shopper });
    sendJson(response, 201, { cards: await listSavedCards(context.ports, customer) } satisfies SavedCardsAnswer);
  };
}

export function deleteCardRoute(context: RouteContext): RequestHandler<{ card: string }> {
  return async (request, response) => {
    const customer = await knownCustomer(context, request);
    await deleteSavedCard(context.ports, customer, request.params.card);
    sendJson(response, 200, { cards: await listSavedCards(context.ports, customer) } satisfies SavedCardsAnswer);
  };
}

/** `{ card, mop? }`, where a checkout plays no part. */
function newCardOf(body: unknown): { readonly card: NewCard; readonly mop: Mop | undefined } {
  const { card, mop } = parseBody(InitiateRequest, { checkout: 'none', ...(body as object) });
  if (card.kind === 'new') return { card, mop };
  throw new ProblemError('request_invalid', { fields: ['card.kind'] });
}

async function knownCustomer(context: RouteContext, request: Request): Promise<string> {
  const customer = await context.identifyCustomer(request);
  if (customer === undefined) throw new ProblemError('not_found', { message: 'The shop does not know this shopper.' });
  return customer;
}
