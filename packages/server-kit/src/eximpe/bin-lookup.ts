// What the issuer's data says about a card's first digits, in our words.
import type { BinAnswer } from '../payments/ports/gateway.ts';
import { EximpeApiError } from './api-error.ts';
import type { EximpeClient } from './client.ts';
import { bankNameFrom } from './bank-name.ts';
import { noAnswer } from './no-answer.ts';
import { mopFrom, networkFrom } from './translate.ts';

/** A payment waits for this answer, and can go on without it: the shopper knows credit from debit. */
const TIMEOUT_MS = 1_500;

/** `unknown` when there was no answer within 1.5 s. */
export async function lookUpBin(client: EximpeClient, bin: string): Promise<BinAnswer> {
  try {
    const { bank, network, card_type: type, is_domestic: domestic } = await client.bin.lookUp(bin, TIMEOUT_MS);
    return {
      kind: 'known',
      mop: mopFrom(type),
      network: networkFrom(network),
      bank: bankNameFrom(bank),
      domestic: domestic ?? null,
    };
  } catch (error) {
    return error instanceof EximpeApiError && isUnavailable(error) ? { kind: 'unavailable' } : noAnswer(error);
  }
}

/** EximPe turns lookups on by request. A bare 403 is about this one call; one with a code is about the account. */
const isUnavailable = ({ kind, httpStatus, code }: EximpeApiError): boolean =>
  httpStatus === 404 || (kind === 'denied' && httpStatus === 403 && code === null);
