// What EximPe calls the papers of an order when some are missing, and what a merchant's checkout calls them.

/**
 * The six fields that decide a payout. `invoice_file` and `country_of_origin` may be asked for as well; a checkout has no
 * field for them, so they keep EximPe's name.
 * @see https://docs.eximpe.com/api-reference/v2/webhooks/payment-details-missing
 * @see https://docs.eximpe.com/api-reference/v2/webhooks/verification-needed
 */
const OUR_PAPER_NAMES: Readonly<Record<string, string>> = {
  buyer_name: 'buyer.name',
  buyer_address: 'buyer.address',
  buyer_postal_code: 'buyer.address.postalCode',
  product_description: 'product.description',
  invoice_number: 'invoice.number',
  hs_code: 'product.hsCode',
};

/** The checkout's name for a paper, whether EximPe wrote it in upper or lower case; EximPe's own name if the checkout has none. */
export const ourPaperName = (name: string): string => OUR_PAPER_NAMES[name.trim().toLowerCase()] ?? name;
