// The scenario of a request's card, whether the card is typed or saved.
import type { ScenarioName } from '../scenarios.ts';
import { scenarioOfCard } from '../test-cards.ts';
import type { World } from '../world.ts';
import type { Caller } from './caller.ts';
import type { OrderRequest } from './order-request.ts';

export function scenarioOfRequest(world: World, caller: Caller, { card }: OrderRequest): ScenarioName | undefined {
  if (!card) return undefined;
  if (card.kind === 'new') return scenarioOfCard(card.details.number);
  return world.book.token(card.details.token, caller.clientId)?.scenario;
}
