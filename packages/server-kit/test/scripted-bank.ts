// A gateway that a property test controls: it keeps its own records, and answers, loses or refuses as told.
import type {
  Charge,
  ChargeOutcome,
  Gateway,
  MerchantGateway,
  RefundReport,
  StatusAnswer,
} from '../src/payments/ports/gateway.ts';

export type Fate = 'answered' | 'frictionless' | 'lost before' | 'lost after' | 'refused';

export interface Order {
  readonly orderId: string;
  readonly referenceId: string;
  readonly checkout: string;
  readonly merchantId: string | null;
  readonly amount: string;
  status: 'pending' | 'successful' | 'failed';
  /** It failed before it was captured. */
  wasFailed: boolean;
}

const TEMPLATE = Buffer.from('<form></form>').toString('base64');

export class ScriptedBank implements Gateway {
  readonly orders: Order[] = [];
  /** Every charge call that was sent, by reference. */
  readonly charges: string[] = [];
  /** Every refund that was requested, by payment. */
  readonly refunds: string[] = [];
  fate: Fate = 'answered';
  reachable = true;

  of(merchantId: string | null): MerchantGateway {
    const mine = (): Order[] => this.orders.filter((order) => order.merchantId === merchantId);
    return {
      charge: (charge) => this.#charge(charge, merchantId),
      ask: async (orderId) => this.#answer(mine().find((order) => order.orderId === orderId)),
      describe: async (orderId) => this.#answer(mine().find((order) => order.orderId === orderId)),
      askByReference: async (reference) => this.#answer(mine().find((order) => order.referenceId === reference)),
      listCaptured: async () => this.#captured(mine()),
      lookUpBin: async () => ({ kind: 'known', mop: 'debit_card', network: 'visa', bank: null, domestic: null }),
      refund: async (paymentId) => this.#refund(paymentId),
      askRefund: async (refundId) => ({ kind: 'known', refundId, state: 'refunded', word: 'refunded' }),
      papersOf: async () => ({ kind: 'known', hasInvoiceFile: false }),
      listCards: async () => ({ kind: 'known', cards: [] }),
      saveCard: async () => ({ kind: 'done' }),
      deleteCard: async () => ({ kind: 'done' }),
    };
  }

  async #charge({ referenceId, checkout }: Charge, merchantId: string | null): Promise<ChargeOutcome> {
    // Like EximPe: a reference is accepted once.
    if (this.orders.some((order) => order.referenceId === referenceId))
      return { kind: 'lost', detail: 'must be unique' };
    this.charges.push(referenceId);
    if (this.fate === 'refused') return { kind: 'refused', problem: 'card_declined', fields: [], detail: '' };
    if (this.fate === 'lost before') return { kind: 'lost', detail: 'dropped' };
    const orderId = `OD${this.orders.length + 1}`;
    const status = this.fate === 'frictionless' ? 'successful' : 'pending';
    const of = checkout.invoice.number.replace(/-\d+$/, '');
    const { amount } = checkout;
    this.orders.push({ orderId, referenceId, checkout: of, merchantId, amount, status, wasFailed: false });
    if (this.fate === 'lost after') return { kind: 'lost', detail: 'dropped' };
    return { kind: 'accepted', orderId, template: this.fate === 'frictionless' ? null : TEMPLATE };
  }

  #answer(order: Order | undefined): StatusAnswer {
    if (!this.reachable) return { kind: 'unknown', detail: 'down' };
    if (!order) return { kind: 'absent' };
    const { status, orderId, referenceId, amount, checkout } = order;
    const paymentId = orderId.replace('OD', 'PR');
    return { kind: 'known', report: { status, orderId, paymentId, referenceId, amount, invoiceNumber: checkout } };
  }

  #captured(orders: readonly Order[]) {
    const reports = orders
      .filter(({ status }) => status === 'successful')
      .flatMap((order) => {
        const answer = this.#answer(order);
        return answer.kind === 'known' ? [answer.report] : [];
      });
    return { kind: 'known', reports, complete: true } as const;
  }

  #refund(paymentId: string): RefundReport | { kind: 'unknown'; detail: string } {
    if (!this.reachable) return { kind: 'unknown', detail: 'down' };
    if (!this.refunds.includes(paymentId)) this.refunds.push(paymentId);
    return { kind: 'known', refundId: `RF${paymentId}`, state: 'requested', word: 'initiated' };
  }

  /** The shopper is done at the bank; a capture may follow a failure, but nothing follows a capture. */
  decide(index: number, status: 'successful' | 'failed'): void {
    const order = this.orders[index % Math.max(1, this.orders.length)];
    if (!order || order.status === 'successful') return;
    order.wasFailed ||= order.status === 'failed';
    order.status = status;
  }

  async close(): Promise<void> {}
}
