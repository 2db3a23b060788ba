// A shop and its payments on ports that fail as a test requires, with a clock that the test moves.
import type { Attention, PaidPayment } from '../src/index.ts';
import type { Attempt } from '../src/payments/attempt/attempt.ts';
import { changeAttempt } from '../src/payments/changes/change-attempt.ts';
import { reconcile } from '../src/payments/chores.ts';
import type { GatewayNotice } from '../src/payments/gateway-notice.ts';
import type { Notice } from '../src/payments/outbox/attention.ts';
import { type Message } from '../src/payments/outbox/message.ts';
import { recordReport } from '../src/payments/outcome/record-report.ts';
import type { StatusAnswer, StatusReport } from '../src/payments/ports/gateway.ts';
import type { Hooks, Ports } from '../src/payments/ports/ports.ts';
import { anAttempt } from './attempts.ts';
import { somePorts } from './ports.ts';

export const NOW = 1_800_000_000_000;
export const HOUR = 3_600_000;
export const DAY = 24 * HOUR;

export interface World {
  readonly ports: Ports;
  /** What the shop's hooks have accepted. */
  readonly paid: PaidPayment[];
  readonly attention: Attention[];
  /** Lets time pass. */
  readonly later: (ms: number) => void;
  /** Resolves once all background work has ended. */
  readonly settled: () => Promise<void>;
}

/** @param hooks those that differ from a shop that accepts everything */
export function world(more: Partial<Ports> = {}, hooks: Partial<Hooks> = {}): World {
  let nowMs = NOW;
  const paid: PaidPayment[] = [];
  const attention: Attention[] = [];
  const work: Promise<unknown>[] = [];
  return {
    ports: somePorts({
      clock: { now: () => nowMs },
      inBackground: (begun) => void work.push(begun.catch(() => undefined)),
      hooks: {
        onPaid: (payment) => void paid.push(payment),
        onFailed: undefined,
        onAttention: (notice) => void attention.push(notice),
        ...hooks,
      },
      ...more,
    }),
    paid,
    attention,
    later: (ms) => void (nowMs += ms),
    settled: async () => {
      while (work.length > 0) await work.pop();
    },
  };
}

export const typesOf = (notices: readonly Attention[]): string[] => notices.map(({ type }) => type);

/** Does due work repeatedly while time passes. */
export async function liveOn({ ports, later, settled }: World, times: number, everyMs: number): Promise<void> {
  for (let round = 0; round < times; round += 1) {
    later(everyMs);
    await reconcile(ports);
    await settled();
  }
}

/** Stores an attempt that EximPe has an order for. */
export async function anOrder({ ports }: World, more: Partial<Attempt> = {}): Promise<Attempt> {
  const order = anAttempt({ charge: 'answered', orderId: 'OD1', createdAtMs: NOW, chargeEndsAtMs: NOW, ...more });
  await ports.store.open(order);
  return order;
}

/** EximPe reports that it was captured. */
export async function capture(
  { ports, settled }: World,
  { id }: Attempt,
  more: Partial<StatusReport> = {},
): Promise<void> {
  await recordReport(ports, id, { status: 'successful', ...more }, 'webhook');
  await settled();
}

/** Two attempts of one checkout: the first was cancelled, and the second replaced it. */
export async function twoOrders(shop: World): Promise<readonly [Attempt, Attempt]> {
  const first = await anOrder(shop);
  await changeAttempt(shop.ports, first.id, (current) => ({ ...current, problem: 'challenge_cancelled' }));
  return [first, await anOrder(shop, { orderId: 'OD2' })];
}

/** The fields of a captured attempt. */
export const captured = (more: Partial<Attempt>): Partial<Attempt> => ({
  status: 'successful',
  paymentId: 'PR1',
  decidedAtMs: NOW,
  askAtMs: null,
  ...more,
});

/** A notice that waits for delivery. */
export const waitingNotice = (id: string, queue: string, atMs: number, notice: Notice = DISPUTE): Message => ({
  topic: 'attention',
  id,
  queue,
  attempt: null,
  createdAtMs: atMs,
  dueAtMs: atMs,
  tries: 0,
  notice,
});

export const NOBODYS = { orderId: null, paymentId: null, amount: null } as const;
export const DISPUTE: Notice = {
  type: 'dispute',
  chargebackId: 'CB1',
  status: 'open',
  replyBefore: '2026-12-05',
  reason: null,
  ...NOBODYS,
};
export const FORGOTTEN: Notice = {
  type: 'capture_unknown',
  referenceId: 'CF-1',
  merchantId: null,
  invoiceNumber: null,
  paidAt: null,
  ...NOBODYS,
};

export const refundNotice = (more: Partial<GatewayNotice>): GatewayNotice =>
  ({
    type: 'refund.updated',
    refundId: 'RF1',
    state: 'refunded',
    status: 'refunded',
    orderId: 'OD1',
    paymentId: 'PR1',
    referenceId: null,
    amount: '1000.00',
    bankReference: null,
    comments: null,
    ...more,
  }) as GatewayNotice;

export const known = (report: StatusReport): StatusAnswer => ({ kind: 'known', report });
export const unknown = { kind: 'unknown', detail: 'slow' } as const;
