// The shops' own book of orders: what is being bought, by whom, and whether it is paid. In memory, bounded.
import { randomBytes } from 'node:crypto';
import type { Network } from '@eximpe/contract';
import { SHOPS, type ShopWindow, type Style } from './shops.ts';

export interface Order {
  readonly reference: string;
  readonly style: Style;
  /** Whose order it is. */
  readonly shop: ShopWindow;
  readonly invoiceNumber: string;
  readonly placedAt: Date;
  state: 'open' | 'paid' | 'declined';
  eximpeOrderId: string | null;
  card: { network: Network; last4: string } | null;
  paidAt: Date | null;
}

/** Enough for a public demo; the oldest order makes room for the newest. */
const MOST_ORDERS = 5_000;

export class Orders {
  readonly #orders = new Map<string, Order>();

  place(style: Style): Order {
    const id = randomBytes(5).toString('hex').toUpperCase();
    const shop = SHOPS[style];
    const order: Order = {
      reference: `${shop.prefix}-${id}`,
      style,
      shop,
      invoiceNumber: `INV-${id}`,
      placedAt: new Date(),
      state: 'open',
      eximpeOrderId: null,
      card: null,
      paidAt: null,
    };
    this.#orders.set(order.reference, order);
    for (const oldest of this.#orders.keys()) {
      if (this.#orders.size <= MOST_ORDERS) break;
      this.#orders.delete(oldest);
    }
    return order;
  }

  find(reference: string): Order | undefined {
    return this.#orders.get(reference);
  }
}
