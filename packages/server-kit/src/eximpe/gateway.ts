// The gateway port, spoken to EximPe: each verb is a file of its own, over one client.
import type { Gateway, MerchantGateway } from '../payments/ports/gateway.ts';
import { lookUpBin } from './bin-lookup.ts';
import { charge } from './charge.ts';
import { EximpeClient } from './client.ts';
import { askByOrder, askByReference, describeOrder } from './payment-status.ts';
import { papersOf } from './papers.ts';
import { askRefund, refundOnce } from './refunds.ts';
import { deleteCard, listCards, saveCard } from './saved-cards.ts';
import type { Transport } from './transport.ts';

export function createEximpeGateway(transport: Transport): Gateway {
  const own = merchantGateway(new EximpeClient({ transport }));
  return {
    of: (merchantId) =>
      merchantId === null ? own : merchantGateway(new EximpeClient({ transport: transport.forMerchant(merchantId) })),
    close: () => transport.close(),
  };
}

function merchantGateway(client: EximpeClient): MerchantGateway {
  return {
    charge: (given) => charge(client, given),
    ask: (orderId) => askByOrder(client, orderId),
    describe: (orderId) => describeOrder(client, orderId),
    askByReference: (referenceId) => askByReference(client, referenceId),
    lookUpBin: (bin) => lookUpBin(client, bin),
    refund: (paymentId, amount) => refundOnce(client, paymentId, amount),
    askRefund: (refundId) => askRefund(client, refundId),
    papersOf: (orderId) => papersOf(client, orderId),
    listCards: (customer) => listCards(client, customer),
    saveCard: (customer, card, network, mop) => saveCard(client, customer, card, network, mop),
    deleteCard: (customer, token) => deleteCard(client, customer, token),
  };
}
