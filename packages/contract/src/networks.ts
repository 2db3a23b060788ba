// The card networks EximPe can charge, in our spelling. Without zod, for the shopper's phone.

/**
 * Networks that may appear in a charge. A form may *recognise* more (JCB, UnionPay) in order to say that they are not
 * accepted. RuPay co-badges (RuPay×JCB, RuPay×Discover) are charged as `rupay`.
 * @see EximPe API, `card_details.network`
 */
export const NETWORKS = ['visa', 'mastercard', 'rupay', 'amex', 'diners', 'discover', 'maestro'] as const;
