// Saved cards at EximPe, in our words.
import type { Mop, Network } from '@eximpe/contract';
import { EximpeApiError } from './api-error.ts';
import type { ListedToken } from './shapes.ts';
import type { EximpeClient } from './client.ts';
import type { CardToCharge, CardsAnswer, Done, SavedCard } from '../payments/ports/gateway.ts';
import { noAnswer } from './no-answer.ts';
import { mopFrom, networkFrom, nicknameFor } from './translate.ts';
import { isLasting } from './verdict.ts';

export async function listCards(client: EximpeClient, customer: string): Promise<CardsAnswer> {
  try {
    const listed = await client.tokens.list(customer);
    return { kind: 'known', cards: listed.flatMap((token) => savedCard(token, customer) ?? []) };
  } catch (error) {
    return noAnswer(error);
  }
}

/** Undefined for a row that can't be shown or used, or that belongs to another owner. */
function savedCard(listed: ListedToken, customer: string): SavedCard | undefined {
  const [network, mop] = [networkFrom(listed.network), mopFrom(listed.card_type)];
  const last4 = /\d{4}$/.exec(listed.masked_pan ?? '')?.[0];
  const { expiry_month: month, expiry_year: year } = listed;
  if (!network || !mop || !last4 || !month || !year) return undefined;
  if (listed.identifier && listed.identifier !== customer) return undefined;
  return {
    token: listed.card_token,
    network,
    mop,
    last4,
    expiryMonth: String(month).padStart(2, '0'),
    expiryYear: String(year),
    nickname: listed.nickname?.slice(0, 64) ?? null,
  };
}

/** Uses the API reference's field names; EximPe refuses the guide's. */
export const saveCard = (
  client: EximpeClient,
  customer: string,
  card: Omit<CardToCharge, 'cvc'>,
  network: Network,
  mop: Mop,
): Promise<Done> =>
  done(
    client.tokens.save({
      identifier: customer,
      card_number: card.number,
      cardholder_name: card.holderName,
      expiry_month: Number(card.expiryMonth),
      expiry_year: Number(card.expiryYear),
      network,
      card_type: mop,
      nickname: nicknameFor(network, mop),
    }),
  );

export const deleteCard = (client: EximpeClient, customer: string, token: string): Promise<Done> =>
  done(client.tokens.delete(token, customer));

async function done(work: Promise<unknown>): Promise<Done> {
  try {
    await work;
    return { kind: 'done' };
  } catch (error) {
    if (error instanceof EximpeApiError && isLasting(error)) return { kind: 'refused', detail: error.message };
    return noAnswer(error);
  }
}
