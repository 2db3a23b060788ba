// The shops' order book: what is bought, by whom, and whether it is paid. It is in the same database as the payments.
import { randomBytes } from 'node:crypto';
import type { Taker } from './modes.ts';
import { SHOPS, type ShopWindow, type Style } from './shops.ts';

export interface Order {
  readonly reference: string;
  readonly style: Style;
  /** The only process that may charge it: two processes would not know of each other's payments. */
  readonly taker: Taker;
  /** The shop that the order belongs to. */
  readonly shop: ShopWindow;
  readonly invoiceNumber: string;
  readonly placedAt: Date;
  readonly state: 'open' | 'paid' | 'declined';
  readonly eximpeOrderId: string | null;
  readonly card: { readonly network: string; readonly last4: string } | null;
  readonly paidAt: Date | null;
}

/** Enough for a public demo; beyond that, the oldest orders are deleted. */
const MOST_ORDERS = 5_000;

/** A table of references and texts. */
export interface OrderTable {
  write(reference: string, json: string): Promise<void>;
  read(reference: string): Promise<string | undefined>;
  /** Deletes all but the newest. */
  trim(most: number): Promise<void>;
}

export class Orders {
  readonly #table: OrderTable;

  constructor(table: OrderTable) {
    this.#table = table;
  }

  async place(style: Style, taker: Taker): Promise<Order> {
    const id = randomBytes(8).toString('hex').toUpperCase();
    const shop = SHOPS[style];
    const order: Order = {
      reference: `${shop.prefix}-${id}`,
      style,
      taker,
      shop,
      invoiceNumber: `INV-${id}`,
      placedAt: new Date(),
      state: 'open',
      eximpeOrderId: null,
      card: null,
      paidAt: null,
    };
    await this.change(order, {});
    await this.#table.trim(MOST_ORDERS);
    return order;
  }

  async find(reference: string): Promise<Order | undefined> {
    const json = await this.#table.read(reference);
    return json === undefined ? undefined : read(json);
  }

  async change(order: Order, changes: Partial<Order>): Promise<void> {
    await this.#table.write(order.reference, JSON.stringify({ ...order, ...changes, shop: undefined }));
  }
}

type Written = Omit<Order, 'shop' | 'placedAt' | 'paidAt' | 'taker'> & {
  /** Older orders have none. */
  readonly taker?: Taker;
  readonly placedAt: string;
  readonly paidAt: string | null;
};

function read(json: string): Order {
  const order = JSON.parse(json) as Written;
  const paidAt = order.paidAt === null ? null : new Date(order.paidAt);
  return { taker: 'shop', ...order, shop: SHOPS[order.style], placedAt: new Date(order.placedAt), paidAt };
}
