// What the shop says and does about payments, whoever takes the card: the kit in this process asks and tells by calls, the card server by HTTP.
import type { EximpeKitOptions } from '@eximpe/server-kit';
import type { Taker } from './modes.ts';
import type { Order, Orders } from './orders.ts';

/** What both tell of a payment, as far as the shop's book cares. */
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
  /** Undefined where this taker has no such order. */
  readonly priceOf: (reference: string) => Promise<Checkout | undefined>;
  /** Told at least once: the second time changes nothing. */
  readonly onPaid: (payment: Paid) => Promise<void>;
  readonly onFailed: (payment: Told) => Promise<void>;
  readonly onAttention: (trouble: Trouble) => void;
}

/** The counter at which one taker of cards stands: it is told and asked about its own orders only. */
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
  // Who pays on the card server's page comes back to that one; who pays in its frame, to the shop's page around it.
  resultUrl: `${publicUrl}/checkout/${reference}${taker === 'card-server' ? '?fields=frame' : ''}`,
});
