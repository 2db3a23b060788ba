// The six fields of an order that decide a payout, and which of them an order lacks.
import type { Order } from './order.ts';

/** EximPe's names of the papers; each row reads that paper from an order. */
const PAPERS: Readonly<Record<string, (order: Order) => string | undefined>> = {
  buyer_name: ({ buyer }) => buyer.name,
  product_description: ({ product }) => product.description,
  // The documents do not say which part of an address may be missing. We require the street: nobody can be found without it.
  buyer_address: ({ buyer }) => buyer.address.line_1,
  invoice_number: ({ invoice }) => invoice?.number,
  buyer_postal_code: ({ buyer }) => buyer.address.postal_code,
  hs_code: ({ product }) => product.hs_code ?? product.hs_code_description,
};

/** @see https://docs.eximpe.com/api-reference/v2/webhooks/payment-details-missing */
export const missingPapers = (order: Order): string[] =>
  Object.entries(PAPERS)
    .filter(([, read]) => (read(order) ?? '').trim() === '')
    .map(([name]) => name);
