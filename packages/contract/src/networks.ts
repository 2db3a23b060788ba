// The card networks EximPe can charge, in our spelling. Without zod, for the shopper's phone.

export interface NetworkRow {
  /** The name in the brand's spelling, which shoppers know. */
  readonly title: string;
  /** Number of digits of the security code. */
  readonly cvcLength: 3 | 4;
  /** Whether EximPe saves a card of this network without a payment; for other networks it needs the reference of an authorisation. */
  readonly savesWithoutPayment: boolean;
}

const row = (title: string, { cvcLength = 3, savesWithoutPayment = true }: Partial<NetworkRow> = {}): NetworkRow => ({
  title,
  cvcLength,
  savesWithoutPayment,
});

/**
 * Networks that may appear in a charge. A form may *recognise* more (JCB, UnionPay) in order to say that they are not
 * accepted. RuPay co-badges (RuPay×JCB, RuPay×Discover) are charged as `rupay`.
 * @see EximPe API, `card_details.network`; `authorization_reference_number` for cards that can't be saved without a payment
 */
export const NETWORKS = {
  visa: row('Visa'),
  mastercard: row('Mastercard'),
  rupay: row('RuPay', { savesWithoutPayment: false }),
  amex: row('American Express', { cvcLength: 4, savesWithoutPayment: false }),
  diners: row('Diners Club'),
  discover: row('Discover'),
  maestro: row('Maestro'),
} as const satisfies Readonly<Record<string, NetworkRow>>;

type NetworkId = keyof typeof NETWORKS;
export const NETWORK_IDS = Object.keys(NETWORKS) as [NetworkId, ...NetworkId[]];
