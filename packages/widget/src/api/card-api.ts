// What the server-kit knows of cards: those it keeps for this shopper, and what an issuer's data says of first digits.
import type { BinAnswer, SavedCard, SavedCardId } from '@eximpe/contract';
import { path } from '@eximpe/contract/routes';
import type { Reply } from './payment-api.ts';
import { readBin, readSavedCards } from './read-cards.ts';
import { get, post } from './send.ts';

/** Never rejects. Nothing here is needed to pay: whatever fails, a card can be typed in. */
export interface CardApi {
  /** Empty when the shop does not know this shopper. */
  savedCards(): Promise<Reply<readonly SavedCard[]>>;
  /** Answers with the cards that are left. */
  forget(card: SavedCardId): Promise<Reply<readonly SavedCard[]>>;
  /** `bin`: the first 8 digits of a PAN. Goes in the body, so that it is in no address and no log of addresses. */
  lookUp(bin: string): Promise<Reply<BinAnswer>>;
}

export const httpCardApi = (endpoint: string): CardApi => ({
  savedCards: () => get(path(endpoint, 'savedCards'), readSavedCards),
  forget: (card) => post(path(endpoint, 'deleteSavedCard', { card }), readSavedCards),
  lookUp: (bin) => post(path(endpoint, 'bin'), readBin, { bin }),
});
