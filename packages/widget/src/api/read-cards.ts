// Reads what the server-kit says of cards.
import type { BinAnswer, SavedCard } from '@eximpe/contract';
import { fits } from './read-shapes.ts';

const WORD = /^[a-z_]+$/;
const SAVED_CARD = {
  id: /^[\w-]{22,64}$/,
  network: WORD,
  mop: /^(credit|debit)_card$/,
  last4: /^\d{4}$/,
  expiryMonth: /^(0[1-9]|1[0-2])$/,
  expiryYear: /^20\d{2}$/,
};

export function readSavedCards(value: unknown): readonly SavedCard[] | undefined {
  if (!fits(value, {})) return undefined;
  const { cards } = value;
  const isWhole = Array.isArray(cards) && cards.every((card) => fits(card, SAVED_CARD));
  return isWhole ? (cards as SavedCard[]) : undefined;
}

export function readBin(value: unknown): BinAnswer | undefined {
  if (!fits(value, {})) return undefined;
  const { network, mop, bank, domestic } = value;
  const isWhole =
    (network === null || fits({ network }, { network: WORD })) &&
    (mop === null || fits({ mop }, { mop: SAVED_CARD.mop })) &&
    (bank === null || typeof bank === 'string') &&
    (domestic === null || typeof domestic === 'boolean');
  return isWhole ? ({ network, mop, bank, domestic } as BinAnswer) : undefined;
}
