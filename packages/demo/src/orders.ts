// The shop's own book of orders: what is being bought, by whom, and whether it is paid. In memory, bounded.
import { randomBytes } from 'node:crypto';

export interface Order {
  readonly reference: string;
  readonly item: string;
  /** Rupees, two places. The price lives here, on the server, and nowhere else. */
  readonly itemPrice: string;
  readonly delivery: string;
  readonly total: string;
  readonly invoiceNumber: string;
  readonly placedAt: Date;
  state: 'open' | 'paid' | 'declined';
  eximpeOrderId: string | null;
  card: { network: string; last4: string } | null;
  paidAt: Date | null;
}

/** Enough for a public demo; the oldest order makes room for the newest. */
const MOST_ORDERS = 5_000;

export class Orders {
  readonly #orders = new Map<string, Order>();

  place(): Order {
    const id = randomBytes(5).toString('hex').toUpperCase();
    const order: Order = {
      reference: `NEEL-${id}`,
      item: 'Hand-block table runner, indigo',
      itemPrice: '850.00',
      delivery: '150.00',
      total: '1000.00',
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
