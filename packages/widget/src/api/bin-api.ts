// Asks the server-kit what an issuer's data says of the first digits of a card.
import type { BinAnswer } from '@eximpe/contract';
import { forCheckout } from '@eximpe/contract/routes';
import { fits } from './read-shapes.ts';
import { at } from './address.ts';
import { send } from './send.ts';
import type { Reply } from './payment-api.ts';

/** What the form wants to know; null where the data is silent. */
export type BinFacts = Pick<BinAnswer, 'network' | 'mop'>;

/**
 * `bin`: the first 8 digits of a PAN. They go in the body, so that they are in no address and no log of addresses. Never rejects, and nothing
 * waits for it: whatever fails, the card can be paid with.
 */
export const lookUpBin = (endpoint: string, checkout: string, bin: string): Promise<Reply<BinFacts>> =>
  send(forCheckout(at(endpoint, 'bin'), checkout), readBin, { body: { bin } });

/** What it says is used only where it is known: a network that the form has never heard of changes nothing. */
export const readBin = (value: unknown): BinFacts | undefined =>
  fits(value, {}) ? (value as unknown as BinFacts) : undefined;
