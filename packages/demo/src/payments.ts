// How the shop handles payments, whoever receives the card: the kit calls it in this process, and the card server calls it over HTTP.
import type { EximpeKitOptions } from '@eximpe/server-kit';
import type { Taker } from './modes.ts';
import type { Order, Orders } from './orders.ts';

/** The fields that both report about a payment and that the shop's order book needs. */
interface Told {
  readonly checkout: string;
  readonly orderId: string | null;
}
interface Paid extends Told {
  readonly amount: string;
  readonly network: string;
  readonly last4: string;
  readonly paidAt: string | null;
}
interface Trouble {
  readonly type: string;
  readonly todo: string;
  readonly payment: { readonly checkout: string } | null;
}

type Checkout = NonNullable<Awaited<ReturnType<EximpeKitOptions['resolveCheckout']>>>;

export interface Counter {
  /** Undefined if this taker has no such order. */
  readonly priceOf: (reference: string) => Promise<Checkout | undefined>;
  /** Called at least once: a second call changes nothing. */
  readonly onPaid: (payment: Paid) => Promise<void>;
  readonly onFailed: (payment: Told) => Promise<void>;
  readonly onAttention: (trouble: Trouble) => void;
}

/** The functions for one taker of cards: it can ask about and report only its own orders. */
export function counterFor(taker: Taker, orders: Orders, publicUrl: string): Counter {
  const find = async (reference: string): Promise<Order | undefined> => {
    const order = await orders.find(reference);
    return order?.taker === taker ? order : undefined;
  };
  return {
    async priceOf(reference) {
      const order = await find(reference);
      return order && toCheckout(order, publicUrl);
    },
    async onPaid({ checkout, orderId, amount, network, last4, paidAt }) {
      const order = await find(checkout);
      if (!order || order.state === 'paid' || amount !== order.shop.total) return;
      await orders.change(order, {
        eximpeOrderId: orderId,
        state: 'paid',
        card: { network, last4 },
        paidAt: paidAt === null ? new Date() : new Date(paidAt),
      });
    },
    async onFailed({ checkout, orderId }) {
      const order = await find(checkout);
      if (!order || order.state === 'paid') return;
      await orders.change(order, { eximpeOrderId: orderId, state: 'declined' });
    },
    onAttention({ type, todo, payment }) {
      console.error(`${type} ${payment?.checkout ?? ''}: ${todo}`);
    },
  };
}

const toCheckout = ({ reference, taker, invoiceNumber, placedAt, shop }: Order, publicUrl: string): Checkout => ({
  amount: shop.total,
  currency: 'INR',
  buyer: {
    name: 'Asha Menon',
    email: 'asha.menon@example.com',
    phone: '+919876543210',
    address: { line1: '14 Bazaar Road', city: 'Kochi', state: 'Kerala', postalCode: '682002' },
  },
  product: { name: shop.item, description: shop.detail, ...shop.goods },
  invoice: { number: invoiceNumber, date: placedAt.toISOString().slice(0, 10) },
  // After a payment on the card server's page the shopper returns to that page; after one in its frame, to the shop's page around it.
  resultUrl: `${publicUrl}/checkout/${reference}${taker === 'card-server' ? '?fields=frame' : ''}`,
});
