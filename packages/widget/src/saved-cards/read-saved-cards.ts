// Reads the server-kit's list of saved cards.
import type { SavedCard } from '@eximpe/contract';
import { fits } from '../api/read-shapes.ts';

const SAVED_CARD = {
  id: /^[\w-]{22,64}$/,
  network: /^[a-z_]+$/,
  mop: new Set<SavedCard['mop']>(['credit_card', 'debit_card']) as ReadonlySet<string>,
  last4: /^\d{4}$/,
  expiryMonth: /^(0[1-9]|1[0-2])$/,
  expiryYear: /^20\d{2}$/,
  nickname: /^.{0,64}$/su,
};
const isCard = (value: unknown): value is SavedCard => fits(value, {}) && fits({ nickname: '', ...value }, SAVED_CARD);

/** Leaves out cards of another shape, rather than showing half of them. Undefined for a value that is not a list. */
export function readSavedCards(value: unknown): readonly SavedCard[] | undefined {
  if (!fits(value, {})) return undefined;
  const { cards } = value;
  return Array.isArray(cards) ? cards.filter(isCard) : undefined;
}
