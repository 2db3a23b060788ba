// What the server-kit knows of cards: those it keeps for this shopper, and what an issuer's data says of first digits.
import type { BinAnswer, SavedCard, SavedCardId } from '@eximpe/contract';
import type { Reply } from './payment-api.ts';
import { readBin, readSavedCards } from './read-cards.ts';
import { at, send } from './send.ts';

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
  savedCards: () => send(at(endpoint, 'saved-cards'), readSavedCards),
  forget: (card) => send(at(endpoint, 'saved-cards', card, 'delete'), readSavedCards, { body: {} }),
  lookUp: (bin) => send(at(endpoint, 'bin'), readBin, { body: { bin } }),
});
