// A gateway that a property test steers: it keeps its own book, and answers, loses or refuses as it is told.
import type { Charge, ChargeOutcome, Gateway, StatusAnswer } from '../src/payments/ports/gateway.ts';

export type Fate = 'answered' | 'frictionless' | 'lost before' | 'lost after' | 'refused';

interface Order {
  readonly orderId: string;
  readonly referenceId: string;
  status: 'pending' | 'successful' | 'failed';
}

const TEMPLATE = Buffer.from('<form></form>').toString('base64');

export class ScriptedBank implements Gateway {
  readonly orders: Order[] = [];
  /** Every charge call that left, by reference. */
  readonly charges: string[] = [];
  fate: Fate = 'answered';
  reachable = true;

  async charge({ referenceId }: Charge): Promise<ChargeOutcome> {
    this.charges.push(referenceId);
    if (this.fate === 'refused') return { kind: 'refused', problem: 'card_declined', fields: [], detail: '' };
    if (this.fate === 'lost before') return { kind: 'lost', detail: 'dropped' };
    const orderId = `OD${this.orders.length + 1}`;
    const status = this.fate === 'frictionless' ? 'successful' : 'pending';
    this.orders.push({ orderId, referenceId, status });
    if (this.fate === 'lost after') return { kind: 'lost', detail: 'dropped' };
    return { kind: 'accepted', orderId, template: this.fate === 'frictionless' ? null : TEMPLATE };
  }

  async ask(orderId: string): Promise<StatusAnswer> {
    return this.#inquire(this.orders.find((order) => order.orderId === orderId));
  }

  async askByReference(referenceId: string): Promise<StatusAnswer> {
    return this.#inquire(this.orders.find((order) => order.referenceId === referenceId));
  }

  #inquire(order: Order | undefined): StatusAnswer {
    if (!this.reachable) return { kind: 'unknown', detail: 'down' };
    if (!order) return { kind: 'absent' };
    return { kind: 'known', report: { status: order.status, orderId: order.orderId } };
  }

  /** The shopper did what they do at the bank; what is decided stays so. */
  decide(index: number, status: 'successful' | 'failed'): void {
    const order = this.orders[index % Math.max(1, this.orders.length)];
    if (order?.status === 'pending') order.status = status;
  }

  async lookUpBin() {
    return { kind: 'known', mop: 'debit_card', network: 'visa', bank: null, domestic: null } as const;
  }
  async refund() {
    return { kind: 'refunded', refundId: 'RF1' } as const;
  }
  async listCards() {
    return { kind: 'known', cards: [] } as const;
  }
  async saveCard() {
    return { kind: 'done' } as const;
  }
  async deleteCard() {
    return { kind: 'done' } as const;
  }
  async close(): Promise<void> {}
}
