// The shops' own book of orders: what is being bought, by whom, and whether it is paid. In the database where payments are, too.
import { randomBytes } from 'node:crypto';
import type { Network } from '@eximpe/contract';
import type { Database } from 'better-sqlite3';
import { SHOPS, type ShopWindow, type Style } from './shops.ts';

export interface Order {
  readonly reference: string;
  readonly style: Style;
  /** Whose order it is. */
  readonly shop: ShopWindow;
  readonly invoiceNumber: string;
  readonly placedAt: Date;
  readonly state: 'open' | 'paid' | 'declined';
  readonly eximpeOrderId: string | null;
  readonly card: { readonly network: Network; readonly last4: string } | null;
  readonly paidAt: Date | null;
}

/** Enough for a public demo; the oldest order makes room for the newest. */
const MOST_ORDERS = 5_000;

export class Orders {
  readonly #database: Database;

  constructor(database: Database) {
    this.#database = database;
    database.exec('create table if not exists orders (reference text primary key, json text not null)');
  }

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
    this.#write(order);
    this.#database.prepare('delete from orders where rowid <= (select max(rowid) from orders) - ?').run(MOST_ORDERS);
    return order;
  }

  find(reference: string): Order | undefined {
    const row = this.#database
      .prepare<[string], { json: string }>('select json from orders where reference = ?')
      .get(reference);
    return row && read(row.json);
  }

  change(order: Order, changes: Partial<Order>): void {
    this.#write({ ...order, ...changes });
  }

  #write(order: Order): void {
    this.#database
      .prepare('insert into orders values (?, ?) on conflict (reference) do update set json = excluded.json')
      .run(order.reference, JSON.stringify({ ...order, shop: undefined }));
  }
}

type Written = Omit<Order, 'shop' | 'placedAt' | 'paidAt'> & {
  readonly placedAt: string;
  readonly paidAt: string | null;
};

function read(json: string): Order {
  const order = JSON.parse(json) as Written;
  const paidAt = order.paidAt === null ? null : new Date(order.paidAt);
  return { ...order, shop: SHOPS[order.style], placedAt: new Date(order.placedAt), paidAt };
}
