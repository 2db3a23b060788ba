// A small table of BINs: those of the test cards, and a guess for the rest.
import { TEST_CARDS } from '../test-cards.ts';

export interface BinDetails {
  readonly bank: string | null;
  readonly network: string | null;
  readonly card_type: 'credit_card' | 'debit_card' | null;
  readonly is_domestic: boolean | null;
}

const DIGITS = 8;

const TABLE: ReadonlyMap<string, BinDetails> = new Map(
  TEST_CARDS.map(({ number, issuer, network, mop, domestic }) => [
    number.slice(0, DIGITS),
    { bank: issuer, network, card_type: mop, is_domestic: domestic },
  ]),
);

/** The details of a number that begins with a known BIN. */
export const binOf = (number: string): BinDetails | undefined => TABLE.get(number.slice(0, DIGITS));

/** First match wins. */
const NETWORK_BY_START: readonly (readonly [RegExp, string])[] = [
  [/^(60|65|81|82|508)/, 'rupay'],
  [/^4/, 'visa'],
  [/^(5[1-5]|2[2-7])/, 'mastercard'],
  [/^3[47]/, 'amex'],
  [/^3(0[0-5]|[68])/, 'diners'],
  [/^(5[06-8]|6304|6390|67)/, 'maestro'],
];

/** What is known about the first digits of a card; unknown parts are null, as the API allows. */
export function lookUpBin(bin: string): BinDetails {
  const known = [...TABLE].find(([start]) => start.startsWith(bin) || bin.startsWith(start))?.[1];
  if (known) return known;
  const network = NETWORK_BY_START.find(([start]) => start.test(bin))?.[1] ?? null;
  return { bank: null, network, card_type: null, is_domestic: null };
}
