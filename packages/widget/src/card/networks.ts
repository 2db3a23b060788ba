// Facts about each card network's numbers: their first digits, their lengths, and how they are printed.
import type { Network } from '@eximpe/contract';
import { NETWORKS, type NetworkRow } from '@eximpe/contract/networks';

/** Networks that the form recognises. They are more than EximPe can charge, so that the form can say which one is not accepted. */
export type KnownNetwork = Network | 'jcb' | 'unionpay';

type KnownRow = Pick<NetworkRow, 'title' | 'cvcLength'>;
const KNOWN_NETWORKS: Readonly<Record<KnownNetwork, KnownRow>> = {
  ...NETWORKS,
  jcb: { title: 'JCB', cvcLength: 3 },
  unionpay: { title: 'UnionPay', cvcLength: 3 },
};

export interface NetworkFacts {
  /**
   * First digits of its numbers, as `from-to` or a single prefix; both ends of a range have the same length.
   * A trailing `?` marks a range that is plausible but not sourced: good enough to charge with, but the form shows no logo for it.
   */
  readonly ranges: string;
  /** Lengths of a number, shortest first. */
  readonly lengths: readonly number[];
  /** The numbers of digits after which cards print a gap. */
  readonly gaps: readonly number[];
}

const FOURS = [4, 8, 12, 16] as const;
const facts = (ranges: string, lengths: readonly number[] = [16], gaps: readonly number[] = FOURS): NetworkFacts => ({
  ranges,
  lengths,
  gaps,
});

const FROM_12_TO_19 = [12, 13, 14, 15, 16, 17, 18, 19] as const;
const FROM_16_TO_19 = [16, 17, 18, 19] as const;

/**
 * Order matters: if two ranges fit equally closely, the upper one wins. RuPay comes first, because its co-badged
 * cards (RuPay×JCB, RuPay×Discover) are charged as RuPay in India.
 *
 * Sources, as of November 2026: Visa, Mastercard (51–55, 2221–2720), American Express, Diners, Discover, JCB, Maestro and UnionPay
 * publish their ranges in their merchant and acquirer manuals. NPCI publishes none for RuPay: its rows are the ranges that Indian payment
 * pages agree on (508227, 508500–508999, 606985–607984, 608001–608500, 652150–653149, 817200–820199, JCB co-badge 353800–353899),
 * widened to 652100 because EximPe's own example card 6521 1234 5678 9012 is a RuPay card. 622018 is the State Bank of India's Maestro.
 */
export const NETWORK_FACTS: Readonly<Record<KnownNetwork, NetworkFacts>> = {
  rupay: facts(
    '508227 508500-508999 603741 606985-607984 608001-608500 652100-653149 817200-820199 353800-353899 60? 81-82?',
  ),
  visa: facts('4', [13, 16, 19]),
  mastercard: facts('51-55 2221-2720'),
  amex: facts('34 37', [15], [4, 10]),
  diners: facts('300-305 3095 36 38-39', [14, 15, 16, 17, 18, 19], [4, 10]),
  discover: facts('6011 644-649 65', FROM_16_TO_19),
  jcb: facts('3528-3589', FROM_16_TO_19),
  unionpay: facts('62 8100-8171', FROM_16_TO_19),
  maestro: facts('5018 5020 5038 5081 5044 5893 622018 6304 6390 6759 6761-6763 50? 56-58? 63? 66-69?', FROM_12_TO_19),
};

/** Their ranges also hold RuPay's co-badged and newer cards (3561…, 8115…), and no public table separates them; EximPe charges neither network. */
export const SHARED_WITH_RUPAY: ReadonlySet<KnownNetwork> = new Set(['jcb', 'unionpay']);

/** First digits that EximPe treats as RuPay; Discover's 6011 and 65, and Maestro's 5081, are among them. */
export const RUPAY_AT_EXIMPE = /^(?:6[05]|508|8[12])/;

/** The name that shoppers know; the code itself if a newer server-kit knows networks that this form does not. */
export const titleOf = (network: string): string => networkRow(network)?.title ?? network;

/** Number of digits of its security code; undefined if a newer server-kit knows networks that this form does not. */
export const cvcLengthOf = (network: string): 3 | 4 | undefined => networkRow(network)?.cvcLength;

const networkRow = (network: string): KnownRow | undefined =>
  (KNOWN_NETWORKS as Readonly<Record<string, KnownRow>>)[network];
