// A charge as EximPe's JSON, and the way back from its field names to ours.
import type { Mop, Network } from '@eximpe/contract';
import type { Charge } from '../payments/ports/gateway.ts';
import { nicknameFor } from './translate.ts';

/** @see https://docs.eximpe.com/integration-guide/v2/web-integration/s2s-card-payment step 1 */
export function orderBody(charge: Charge): Record<string, unknown> {
  const { referenceId, returnUrl, checkout, customer, network, mop, card, shopper } = charge;
  const { buyer, product, invoice } = checkout;
  const { line1, line2, city, state, postalCode } = buyer.address;
  return {
    amount: checkout.amount,
    currency: checkout.currency,
    reference_id: referenceId,
    return_url: returnUrl,
    collection_mode: 's2s',
    mop_type: mop,
    card_details: cardDetails(card, customer, network, mop),
    buyer: {
      name: buyer.name,
      email: buyer.email,
      phone: buyer.phone,
      address: { line_1: line1, line_2: line2, city, state, postal_code: postalCode },
      ip_address: shopper.ipAddress,
      user_agent: shopper.userAgent,
    },
    product: {
      name: product.name,
      description: product.description,
      hs_code: product.hsCode,
      hs_code_description: product.hsCodeDescription,
      type_of_goods: product.typeOfGoods,
    },
    invoice: { number: invoice.number, date: invoice.date },
  };
}

function cardDetails(card: Charge['card'], customer: string, network: Network, mop: Mop): object {
  // EximPe's documents never send a security code with a token, but EximPe may tell a shop to do so.
  if (card.kind === 'saved')
    return { token: card.token, identifier: customer, network, ...(card.cvc === null ? {} : { cvv: card.cvc }) };
  return {
    nickname: nicknameFor(network, mop),
    number: card.number,
    cardholder_name: card.holderName,
    expiry_month: card.expiryMonth,
    expiry_year: card.expiryYear,
    ...(card.cvc === undefined ? {} : { cvv: card.cvc }),
    network,
    identifier: customer,
    ...(card.save ? { save_card: true } : {}),
  };
}

/** EximPe's names where ours differ: for the card we use the form's names, for the rest those of the merchant's checkout. */
const OUR_NAMES: Readonly<Record<string, string>> = {
  'card_details.number': 'card.number',
  'card_details.cvv': 'card.cvc',
  'card_details.expiry_month': 'card.expiryMonth',
  'card_details.expiry_year': 'card.expiryYear',
  'card_details.cardholder_name': 'card.holderName',
  'card_details.network': 'card.network',
  total_amount: 'amount',
  'buyer.address.line_1': 'buyer.address.line1',
  'buyer.address.line_2': 'buyer.address.line2',
  'buyer.address.postal_code': 'buyer.address.postalCode',
  'product.hs_code': 'product.hsCode',
  'product.hs_code_description': 'product.hsCodeDescription',
  'product.type_of_goods': 'product.typeOfGoods',
};

/** Our name for a refused field; EximPe's own if we have none. */
export const ourName = (path: string): string => OUR_NAMES[path] ?? path;

/** Whether the cardholder typed this field; the merchant has to correct any other. */
export const isTyped = (path: string): boolean => /^card_details\.(?!identifier|nickname)/.test(path);
