// Reads what the server-kit says of cards, exactly as the contract's schemas do.
import type { BinAnswer, SavedCard, SavedCardsAnswer } from '@eximpe/contract';
import { isLast4, isNetwork, isYesOrNo, list, oneOf, optional, orNull, read, text, type Shape } from './guards.ts';

const isMop = oneOf('credit_card', 'debit_card');

const SAVED_CARD: Shape<SavedCard> = {
  id: text(64, /^[\w-]{22,64}$/),
  network: isNetwork,
  mop: isMop,
  last4: isLast4,
  expiryMonth: text(2, /^(?:0[1-9]|1[0-2])$/),
  expiryYear: text(4, /^20\d{2}$/),
  nickname: optional(text(64)),
};
const readSavedCard = (value: unknown): SavedCard | undefined => read(SAVED_CARD, value);
const SAVED_CARDS: Shape<SavedCardsAnswer> = {
  cards: list((value) => readSavedCard(value) !== undefined, 0, Infinity),
};
export const readSavedCards = (value: unknown): readonly SavedCard[] | undefined =>
  read(SAVED_CARDS, value)?.cards.map((card) => readSavedCard(card) ?? card);

const BIN: Shape<BinAnswer> = {
  network: orNull(isNetwork),
  mop: orNull(isMop),
  bank: orNull(text(200)),
  domestic: orNull(isYesOrNo),
};
export const readBin = (value: unknown): BinAnswer | undefined => read(BIN, value);
