// The cards that journeys pay with: those from EximPe's documents, and the simulator's where the documents have none.
import { TEST_CARDS } from '@eximpe/simulator';

export interface Card {
  readonly number: string;
  readonly expiry: string;
  readonly cvc: string;
  readonly name: string;
}

const card = (number: string): Card => ({ number, expiry: '05/30', cvc: '123', name: 'Asha Menon' });

/** A card from the simulator's table, by the name of its scenario. */
export function cardFor(scenario: string): Card {
  const row = TEST_CARDS.find((candidate) => candidate.scenario === scenario);
  if (!row) throw new Error(`The simulator has no card for "${scenario}".`);
  return card(row.number);
}

export const VISA_DEBIT = card('4895380110000003');
export const MASTERCARD_CREDIT = card('5123456789012346');
export const RUPAY_CREDIT = card('6082015309577308');
