// Asks the server-kit what an issuer's data says about the first digits of a card.
import type { BinAnswer } from '@eximpe/contract';
import { forCheckout } from '@eximpe/contract/routes';
import { fits } from './read-shapes.ts';
import { at } from './address.ts';
import { send } from './send.ts';
import type { Reply } from './payment-api.ts';

/** What the form wants to know; null when the data does not say. */
export type BinFacts = Pick<BinAnswer, 'network' | 'mop'>;

/**
 * `bin`: the first 8 digits of a PAN. They go in the body, so that no address and no log of addresses contains them. Never rejects, and
 * nothing waits for it: if it fails, the shopper can still pay with the card.
 */
export const lookUpBin = (endpoint: string, checkout: string, bin: string): Promise<Reply<BinFacts>> =>
  send(forCheckout(at(endpoint, 'bin'), checkout), readBin, { body: { bin } });

/** The form uses only values that it knows: a network that it does not know changes nothing. */
export const readBin = (value: unknown): BinFacts | undefined =>
  fits(value, {}) ? (value as unknown as BinFacts) : undefined;
