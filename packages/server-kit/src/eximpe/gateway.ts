// The gateway port for EximPe: each verb has its own file, and all use one client.
import type { Gateway, MerchantGateway } from '../payments/ports/gateway.ts';
import { lookUpBin } from './bin-lookup.ts';
import { charge } from './charge.ts';
import { EximpeClient } from './client.ts';
import { askByOrder, askByReference, describeOrder } from './payment-status.ts';
import { identifierOf } from './identifier.ts';
import { listCaptured } from './captured-payments.ts';
import { papersOf } from './papers.ts';
import { askRefund, refundOnce } from './refunds.ts';
import { deleteCard, listCards, saveCard } from './saved-cards.ts';
import type { Transport } from './transport.ts';

export function createEximpeGateway(transport: Transport): Gateway {
  const own = merchantGateway(new EximpeClient({ transport }), null);
  return {
    of: (merchantId) =>
      merchantId === null
        ? own
        : merchantGateway(new EximpeClient({ transport: transport.forMerchant(merchantId) }), merchantId),
    close: () => transport.close(),
  };
}

function merchantGateway(client: EximpeClient, merchantId: string | null): MerchantGateway {
  const named = (customer: string): string => identifierOf(merchantId, customer);
  return {
    charge: (given) => charge(client, { ...given, customer: named(given.customer) }),
    ask: (orderId) => askByOrder(client, orderId),
    describe: (orderId) => describeOrder(client, orderId),
    askByReference: (referenceId) => askByReference(client, referenceId),
    listCaptured: (fromMs) => listCaptured(client, fromMs),
    lookUpBin: (bin) => lookUpBin(client, bin),
    refund: (paymentId, amount) => refundOnce(client, paymentId, amount),
    askRefund: (refundId) => askRefund(client, refundId),
    papersOf: (orderId) => papersOf(client, orderId),
    listCards: (customer) => listCards(client, named(customer)),
    saveCard: (customer, card, network, mop) => saveCard(client, named(customer), card, network, mop),
    deleteCard: (customer, token) => deleteCard(client, named(customer), token),
  };
}
