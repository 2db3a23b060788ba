// The gateway's books: orders, tokens and refunds, which can be searched and whose number is limited.
import type { CardToSave, Order } from './order.ts';

export interface SavedCard extends CardToSave {
  readonly token: string;
  readonly clientId: string;
}

export type RefundStatus =
  | 'INITIATED'
  | 'PROCESSING'
  | 'REFUNDED'
  | 'FAILED'
  | 'REVERSED'
  | 'ON_HOLD'
  | 'BANK_REJECTED_REFUND';

export interface Refund {
  readonly id: string;
  readonly order: Order;
  /** Rupees with two decimals. */
  readonly amount: string;
  readonly reference: string;
  readonly transactionId: string;
  readonly createdAtMs: number;
  status: RefundStatus;
  message: string;
  refundedAtMs: number | null;
}

/** The caller: an account, and the sub-merchant for which it calls. */
export interface Owner {
  readonly clientId: string;
  readonly merchantId: string | undefined;
}

const belongsTo = (order: Order, owner: Owner): boolean =>
  order.clientId === owner.clientId && (owner.merchantId === undefined || order.merchantId === owner.merchantId);

export class Book {
  readonly #orders = new Map<string, Order>();
  readonly #orderIdByMd = new Map<string, string>();
  readonly #tokens = new Map<string, SavedCard>();
  readonly #refunds = new Map<string, Refund>();
  readonly #mostOrders: number;

  /** Keeps the newest `mostOrders` orders, with their refunds. */
  constructor(mostOrders: number) {
    this.#mostOrders = mostOrders;
  }

  clear(): void {
    this.#orders.clear();
    this.#orderIdByMd.clear();
    this.#tokens.clear();
    this.#refunds.clear();
  }

  addOrder(order: Order): void {
    this.#orders.set(order.id, order);
    if (order.challenge) this.#orderIdByMd.set(order.challenge.md, order.id);
    for (const oldest of this.#orders.values()) {
      if (this.#orders.size <= this.#mostOrders) break;
      this.#forget(oldest);
    }
  }

  #forget(order: Order): void {
    this.#orders.delete(order.id);
    order.challenge?.expiry?.cancel();
    if (order.challenge) this.#orderIdByMd.delete(order.challenge.md);
    for (const refund of this.refundsOf(order)) this.#refunds.delete(refund.id);
  }

  /** Newest first. */
  orders(owner?: Owner): Order[] {
    return [...this.#orders.values()].filter((order) => !owner || belongsTo(order, owner)).toReversed();
  }

  order(id: string, owner?: Owner): Order | undefined {
    const order = this.#orders.get(id);
    return order && (!owner || belongsTo(order, owner)) ? order : undefined;
  }

  orderByMd(md: string): Order | undefined {
    return this.#orders.get(this.#orderIdByMd.get(md) ?? '');
  }

  orderByPayment(paymentId: string, owner?: Owner): Order | undefined {
    return this.orders(owner).find((order) => order.payment.id === paymentId);
  }

  addToken(card: SavedCard): void {
    this.#tokens.set(card.token, card);
  }

  token(token: string, clientId: string): SavedCard | undefined {
    const card = this.#tokens.get(token);
    return card?.clientId === clientId ? card : undefined;
  }

  tokensOf(clientId: string, identifier: string): SavedCard[] {
    return [...this.#tokens.values()].filter((card) => card.clientId === clientId && card.identifier === identifier);
  }

  removeToken(token: string): void {
    this.#tokens.delete(token);
  }

  addRefund(refund: Refund): void {
    this.#refunds.set(refund.id, refund);
  }

  refund(id: string, owner?: Owner): Refund | undefined {
    const refund = this.#refunds.get(id);
    return refund && (!owner || belongsTo(refund.order, owner)) ? refund : undefined;
  }

  /** Newest first. */
  refunds(owner?: Owner): Refund[] {
    return [...this.#refunds.values()].filter(({ order }) => !owner || belongsTo(order, owner)).toReversed();
  }

  refundsOf(order: Order): Refund[] {
    return this.refunds().filter((refund) => refund.order === order);
  }
}
