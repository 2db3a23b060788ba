// The rules that any card must meet before the kit sends a request to EximPe.
import { NETWORKS, type NewCard, type Network } from '@eximpe/contract';
import { ProblemError } from '../../errors/problem-error.ts';
import { passesLuhn } from '../../luhn.ts';

/** Throws `request_invalid` naming the fields. A card is good until the end of its month, anywhere on earth. */
export function demandPlausible(card: NewCard, network: Network, cvcOptional: readonly Network[], nowMs: number): void {
  const isCvcRight = card.cvc === undefined ? cvcOptional.includes(network) : hasCvcLength(card.cvc, network);
  const fields = [
    ...(passesLuhn(card.number) ? [] : ['card.number']),
    ...(isExpired(card, nowMs) ? ['card.expiryMonth', 'card.expiryYear'] : []),
    ...(/\p{Cc}/u.test(card.holderName) ? ['card.holderName'] : []),
    ...(isCvcRight ? [] : ['card.cvc']),
  ];
  if (fields.length > 0) throw new ProblemError('request_invalid', { message: "This card can't be charged.", fields });
}

export const hasCvcLength = (cvc: string, network: Network): boolean => cvc.length === NETWORKS[network].cvcLength;

const LAST_TIME_ZONE_MS = 12 * 3_600_000;

const isExpired = ({ expiryMonth, expiryYear }: NewCard, nowMs: number): boolean =>
  Date.UTC(Number(expiryYear), Number(expiryMonth), 1) + LAST_TIME_ZONE_MS <= nowMs;
