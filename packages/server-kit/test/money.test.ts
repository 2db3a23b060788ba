// Where a payment could be lost, told wrongly or given back wrongly: use cases on ports that fail as a test needs it.
import { expect, test } from 'vitest';
import type { Attention, PaidPayment } from '../src/index.ts';
import { gatewayNotices } from '../src/eximpe/webhook/event.ts';
import type { Attempt } from '../src/payments/attempt/attempt.ts';
import { changeAttempt } from '../src/payments/changes/change-attempt.ts';
import { beginDeliveries, deliverDue, reconcile, refundDue } from '../src/payments/chores.ts';
import { initiatePayment } from '../src/payments/charging/initiate-payment.ts';
import type { GatewayNotice } from '../src/payments/gateway-notice.ts';
import type { Notice } from '../src/payments/outbox/attention.ts';
import { queueOf, type Message } from '../src/payments/outbox/message.ts';
import { cancelAttempt } from '../src/payments/outcome/cancel-attempt.ts';
import { findForgotten } from '../src/payments/outcome/find-forgotten.ts';
import { receiveNotices } from '../src/payments/outcome/receive-notices.ts';
import { receiveReport, receiveUnclearReport } from '../src/payments/outcome/receive-webhook.ts';
import { recordReport } from '../src/payments/outcome/record-report.ts';
import type { StatusAnswer, StatusReport } from '../src/payments/ports/gateway.ts';
import type { Hooks, Ports } from '../src/payments/ports/ports.ts';
import { MemoryStore } from '../src/stores/memory-store.ts';
import { anAttempt } from './attempts.ts';
import { anInitiation, gatewayOf, POLICY, somePorts } from './ports.ts';
import { ScriptedBank } from './scripted-bank.ts';
import { CHECKOUT, eventually, newAttemptId } from './shop.ts';
import { changed } from './wrapped-store.ts';

const NOW = 1_800_000_000_000;
const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface World {
  readonly ports: Ports;
  /** What the shop's hooks have taken. */
  readonly paid: PaidPayment[];
  readonly attention: Attention[];
  /** Lets time pass. */
  readonly later: (ms: number) => void;
  /** Resolves once everything that was begun in the background has ended. */
  readonly settled: () => Promise<void>;
}

/** @param hooks those that differ from a shop that takes everything */
function world(more: Partial<Ports> = {}, hooks: Partial<Hooks> = {}): World {
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

const typesOf = (notices: readonly Attention[]): string[] => notices.map(({ type }) => type);

/** Does what is due, again and again, while time passes. */
async function liveOn({ ports, later, settled }: World, times: number, everyMs: number): Promise<void> {
  for (let round = 0; round < times; round += 1) {
    later(everyMs);
    await reconcile(ports);
    await settled();
  }
}

/** An attempt that EximPe has an order for, in the store. */
async function anOrder({ ports }: World, more: Partial<Attempt> = {}): Promise<Attempt> {
  const order = anAttempt({ charge: 'answered', orderId: 'OD1', createdAtMs: NOW, chargeEndsAtMs: NOW, ...more });
  await ports.store.open(order);
  return order;
}

/** EximPe says that it was captured. */
async function capture({ ports, settled }: World, { id }: Attempt, more: Partial<StatusReport> = {}): Promise<void> {
  await recordReport(ports, id, { status: 'successful', ...more }, 'webhook');
  await settled();
}

/** Two attempts of one checkout: the first was cancelled, and the second took its place. */
async function twoOrders(shop: World): Promise<readonly [Attempt, Attempt]> {
  const first = await anOrder(shop);
  await changeAttempt(shop.ports, first.id, (current) => ({ ...current, problem: 'challenge_cancelled' }));
  return [first, await anOrder(shop, { orderId: 'OD2' })];
}

/** What an attempt has once it was captured. */
const captured = (more: Partial<Attempt>): Partial<Attempt> => ({
  status: 'successful',
  paymentId: 'PR1',
  decidedAtMs: NOW,
  askAtMs: null,
  ...more,
});

/** A notice that waits to be told. */
const waitingNotice = (id: string, queue: string, atMs: number, notice: Notice = DISPUTE): Message => ({
  topic: 'attention',
  id,
  queue,
  attempt: null,
  createdAtMs: atMs,
  dueAtMs: atMs,
  tries: 0,
  notice,
});

const NOBODYS = { orderId: null, paymentId: null, amount: null } as const;
const DISPUTE: Notice = {
  type: 'dispute',
  chargebackId: 'CB1',
  status: 'open',
  replyBefore: '2026-12-05',
  reason: null,
  ...NOBODYS,
};
const FORGOTTEN: Notice = {
  type: 'capture_unknown',
  referenceId: 'CF-1',
  merchantId: null,
  invoiceNumber: null,
  paidAt: null,
  ...NOBODYS,
};

const refundNotice = (more: Partial<GatewayNotice>): GatewayNotice =>
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

const known = (report: StatusReport): StatusAnswer => ({ kind: 'known', report });
const unknown = { kind: 'unknown', detail: 'slow' } as const;

// What the store has forgotten

test('a signed webhook of a forgotten payment is reported as captured, even while EximPe’s list still calls it pending', async () => {
  const gateway = gatewayOf({
    askByReference: async () => known({ status: 'pending', orderId: 'OD1' }),
    describe: async () => unknown,
  });
  const { ports, attention, settled } = world({ gateway });
  const referenceId = `CF-${newAttemptId()}`;
  const report = { status: 'successful', referenceId, orderId: 'OD1', amount: '1000.00' } as const;
  expect(await receiveReport(ports, report)).toBe('recorded');
  await settled();
  expect(attention).toMatchObject([{ type: 'capture_unknown', referenceId, orderId: 'OD1', amount: '1000.00' }]);
});

test('for an unreadable webhook of a forgotten payment EximPe is asked, and its answer is reported', async () => {
  const gateway = gatewayOf({
    askByReference: async () => known({ status: 'successful', orderId: 'OD1' }),
    describe: async () => ({ kind: 'absent' }),
  });
  const { ports, attention, settled } = world({ gateway });
  const referenceId = `CF-${newAttemptId()}`;
  expect(await receiveUnclearReport(ports, { referenceId, orderId: 'OD1' })).toBe('recorded');
  await settled();
  expect(attention).toMatchObject([{ type: 'capture_unknown', referenceId, orderId: 'OD1' }]);
});

test('a sub-merchant’s forgotten payment is told with its invoice number, which only that sub-merchant may ask for', async () => {
  const report = { status: 'successful', referenceId: `CF-${newAttemptId()}`, orderId: 'OD1' } as const;
  const of = (merchantId: string | null) => ({
    listCaptured: async () => ({ kind: 'known', complete: true, reports: [report] }),
    describe: async () => (merchantId === 'SUB1' ? known({ ...report, invoiceNumber: 'INV-1' }) : { kind: 'absent' }),
  });
  const gateway = { ...gatewayOf({}), of: (merchantId: string | null) => gatewayOf(of(merchantId)).of(merchantId) };
  const { ports, attention, settled } = world({ gateway });
  await findForgotten(ports, 0, 'SUB1');
  await settled();
  expect(attention).toMatchObject([{ type: 'capture_unknown', merchantId: 'SUB1', invoiceNumber: 'INV-1' }]);
});

// What the shop hears, and when

test('papers that EximPe asks for again after its review are reported again', async () => {
  const { ports, attention, settled } = world();
  const order = { orderId: 'OD1', paymentId: 'PR1' } as const;
  const needed: GatewayNotice = { type: 'papers.needed', ...order, fields: ['buyer.name'], message: null };
  const tell = async (...notices: GatewayNotice[]): Promise<void> => {
    await receiveNotices(ports, notices);
    await settled();
  };
  await tell(needed, needed);
  expect(typesOf(attention)).toEqual(['papers_missing']);
  await tell({ type: 'papers.in_review', ...order }, needed);
  expect(typesOf(attention)).toEqual(['papers_missing', 'papers_missing']);
});

test('a dispute of no known checkout is delivered although the notice before it is never accepted', async () => {
  const told: string[] = [];
  const shop = world(
    {},
    {
      onAttention: ({ type }) => {
        if (type === 'capture_unknown') throw new Error('no such order');
        told.push(type);
      },
    },
  );
  const account = queueOf(null);
  await shop.ports.store.post([
    waitingNotice('first', account, NOW - 2, FORGOTTEN),
    waitingNotice('second', account, NOW - 1),
  ]);
  await liveOn(shop, 48, HOUR);
  expect(told).toEqual(['dispute']);
});

test('onPaid is called at once although onFailed did not accept the failure before it', async () => {
  const broken = (): never => {
    throw new Error('database is away');
  };
  const shop = world({}, { onFailed: broken });
  const first = await anOrder(shop);
  await recordReport(shop.ports, first.id, { status: 'failed' }, 'status');
  await shop.settled();
  const second = await anOrder(shop, { orderId: 'OD2' });
  await capture(shop, second, { paymentId: 'PR2', amount: '1000.00' });
  expect(shop.paid).toMatchObject([{ attempt: second.id }]);
});

test('while hooks hang on the notices of one queue, another queue is delivered', async () => {
  let release = (): void => undefined;
  const released = new Promise<void>((resolve) => (release = resolve));
  const told: string[] = [];
  const { ports, settled } = world(
    {},
    {
      onAttention: async ({ id }) => {
        if (id.startsWith('slow')) await released;
        told.push(id);
      },
    },
  );
  await ports.store.post(Array.from({ length: 30 }, (_, index) => waitingNotice(`slow ${index}`, queueOf(null), 1)));
  await beginDeliveries(ports);
  await ports.store.post([waitingNotice('urgent', queueOf('ORDER-2'), 2)]);
  await beginDeliveries(ports);
  await eventually(() => told.length > 0);
  expect(told).toEqual(['urgent']);
  release();
  await settled();
  expect(told).toHaveLength(31);
});

test('while EximPe hangs on the papers of other orders, a paid order is delivered again', async () => {
  let answer = (): void => undefined;
  const papers = new Promise((resolve) => (answer = () => resolve({ kind: 'known', hasInvoiceFile: true })));
  const heard: string[] = [];
  let isAway = true;
  const shop = world(
    { gateway: gatewayOf({ papersOf: () => papers }) },
    {
      onPaid: ({ checkout }) => {
        if (isAway) throw new Error('database is away');
        heard.push(checkout);
      },
      onAttention: ({ type }) => void heard.push(type),
    },
  );
  const { ports, later, settled } = shop;
  const order = await anOrder(shop, { checkout: 'NEW', orderId: 'OD-NEW' });
  await capture(shop, order, { paymentId: 'PR1', amount: '1000.00' });
  const due: Notice = { type: 'papers_due', paper: 'invoice_file', dueAt: '2026-12-01T23:59:59+05:30' };
  for (let index = 0; index < 16; index += 1) {
    const old = captured({ checkout: `OLD-${index}`, orderId: `OD${index}` });
    const { id, checkout } = await anOrder(shop, old);
    await ports.store.post([{ ...waitingNotice(`papers ${index}`, queueOf(checkout), 1, due), attempt: id }]);
  }
  isAway = false;
  later(60_000);
  await beginDeliveries(ports);
  await eventually(() => heard.length > 0);
  // Before any of those that were due earlier.
  expect(heard[0]).toBe('NEW');
  answer();
  await settled();
});

test.each<[string, object]>([
  ['as documented', { chargeback_id: 'CB1', reply_before: '2026-12-05' }],
  ['like any other event', { data: { chargeback_id: 'CB1', reply_before: '2026-12-05' } }],
])('a dispute that is written %s is told with its deadline', async (_, written) => {
  const { ports, attention, settled } = world();
  await receiveNotices(ports, gatewayNotices({ event_type: 'DISPUTE_UPDATED', ...written }));
  await settled();
  expect(attention).toMatchObject([{ type: 'dispute', chargebackId: 'CB1', replyBefore: '2026-12-05' }]);
});

test('an unreadable dispute is reported for a person to look at', async () => {
  const { ports, attention, settled } = world();
  await receiveNotices(ports, gatewayNotices({ event_type: 'DISPUTE_UPDATED', data: { dispute: 'CB1' } }));
  await settled();
  expect(attention).toMatchObject([{ type: 'webhook_unreadable', event: 'DISPUTE_UPDATED' }]);
});

test('a payment for which EximPe has no order is reported, and its checkout is free again', async () => {
  const shop = world({ gateway: gatewayOf({ ask: async () => ({ kind: 'absent' }) }) });
  const order = await anOrder(shop, { askAtMs: NOW });
  await liveOn(shop, 400, HOUR);
  expect(shop.attention).toMatchObject([{ type: 'charge_unexplained', payment: { attempt: order.id } }]);
  expect(await shop.ports.store.open(anAttempt())).toMatchObject({ kind: 'opened' });
});

// What was captured, compared with what was asked for

test('a capture that was told without its details is compared once EximPe gives them', async () => {
  const answers: StatusAnswer[] = [unknown, known({ status: 'successful', paymentId: 'PR1', amount: '1.00' })];
  const shop = world({ gateway: gatewayOf({ describe: async () => answers.shift() }) });
  const order = await anOrder(shop);
  await recordReport(shop.ports, order.id, { status: 'successful' }, 'status');
  await shop.settled();
  expect({ paid: shop.paid.length, attention: shop.attention }).toEqual({ paid: 1, attention: [] });
  await liveOn(shop, 5, 61_000);
  expect(answers).toEqual([]);
  expect(shop.attention).toMatchObject([{ type: 'amount_mismatch', asked: '1000.00', captured: '1.00' }]);
});

test('rupees are rupees, in whichever case EximPe writes them', async () => {
  const shop = world();
  await capture(shop, await anOrder(shop), { paymentId: 'PR1', amount: '1000.00', currency: 'inr' });
  expect(shop.paid).toHaveLength(1);
  expect(shop.attention).toEqual([]);
});

test('a currency that EximPe names only later is compared, too', async () => {
  const shop = world();
  const order = await anOrder(shop);
  await capture(shop, order, { paymentId: 'PR1', amount: '1000.00' });
  expect(shop.attention).toEqual([]);
  await capture(shop, order, { amount: '1000.00', currency: 'USD' });
  await deliverDue(shop.ports);
  expect(shop.attention).toMatchObject([{ type: 'amount_mismatch', currency: 'USD' }]);
});

// What is given back

test('of two captures the one that paid ten rupees for a thousand is refunded', async () => {
  const refunds: string[] = [];
  const refund = async (paymentId: string) => {
    refunds.push(paymentId);
    return { kind: 'known', refundId: 'RF1', state: 'refunded', word: 'refunded' };
  };
  const shop = world({ duplicateCapture: 'refund', gateway: gatewayOf({ refund }) });
  const [first, second] = await twoOrders(shop);
  await capture(shop, first, { paymentId: 'PR1', amount: '10.00', currency: 'INR' });
  await capture(shop, second, { paymentId: 'PR2', amount: '1000.00', currency: 'INR' });
  expect(refunds).toEqual(['PR1']);
});

test('a payment at a raised price sets the price: the capture at the old one is reported as price_changed and refunded', async () => {
  const bank = new ScriptedBank();
  const { ports, attention, later, settled } = world({ gateway: bank, duplicateCapture: 'refund' });
  const payAt = (amount: string): Promise<Attempt> =>
    initiatePayment(ports, POLICY, anInitiation({ resolveCheckout: async () => ({ ...CHECKOUT, amount }) })).then(
      ({ attempt }) => attempt,
    );
  const captureAt = async (index: number, { orderId, referenceId, amount }: Attempt): Promise<void> => {
    bank.decide(index, 'successful');
    const paymentId = `PR${index + 1}`;
    const ids = { orderId: orderId ?? '', referenceId, paymentId };
    await receiveReport(ports, { status: 'successful', ...ids, amount, currency: 'INR' });
    await settled();
  };
  const old = await payAt('100.00');
  later(2_000);
  await cancelAttempt(ports, old);
  const current = await payAt('95000.00');
  await captureAt(0, old);
  await captureAt(1, current);
  await reconcile(ports);
  await settled();
  expect(typesOf(attention)).toEqual(['price_changed', 'second_capture']);
  expect(bank.refunds).toEqual(['PR1']);
});

test.each<[string, StatusReport, object]>([
  [
    'is asked for by what its order says',
    { status: 'successful', paymentId: 'PR2' },
    { refunds: ['PR2'], told: ['second_capture'] },
  ],
  [
    'is told as refused where the order does not say which payment it was either',
    { status: 'successful' },
    { refunds: [], told: ['second_capture', 'refund_refused'] },
  ],
])('of an account that may not list payments, a refund %s', async (_, report, expected) => {
  const refunds: string[] = [];
  const gateway = gatewayOf({
    describe: async () => known(report),
    askByReference: async () => ({ kind: 'denied', detail: 'no list' }),
    papersOf: async () => ({ kind: 'known', hasInvoiceFile: true }),
    refund: async (paymentId: string) => {
      refunds.push(paymentId);
      return { kind: 'known', refundId: 'RF1', state: 'refunded', word: 'refunded' };
    },
  });
  const shop = world({ gateway, duplicateCapture: 'refund' });
  const [cancelled, paid] = await twoOrders(shop);
  await capture(shop, paid, { paymentId: 'PR1', amount: '1000.00' });
  await capture(shop, cancelled);
  await liveOn(shop, 60, DAY);
  expect({ refunds, told: typesOf(shop.attention) }).toEqual(expected);
});

test('a refund that failed by webhook while it was asked about is not asked for anew', async () => {
  let created = 0;
  const shop: World = world({
    gateway: gatewayOf({
      askRefund: async () => {
        await receiveNotices(shop.ports, [refundNotice({ state: 'failed', status: 'failed' })]);
        return { kind: 'unknown', detail: 'timeout' };
      },
      refund: async () => {
        created += 1;
        return { kind: 'known', refundId: 'RF2', state: 'requested', word: 'initiated' };
      },
    }),
  });
  const { id } = await anOrder(shop, captured({ refund: 'requested', refundId: 'RF1', refundAtMs: NOW }));
  await refundDue(shop.ports);
  shop.later(DAY);
  await refundDue(shop.ports);
  await deliverDue(shop.ports);
  expect(created).toBe(0);
  expect(await shop.ports.store.find(id)).toMatchObject({ refund: 'failed', refundAtMs: null });
  expect(typesOf(shop.attention)).toEqual(['refund_failed']);
});

test.each<[string, string, object]>([
  ['of a part is the shop’s own, and the second capture is still to be given back', '10.00', { refund: 'due' }],
  ['of the whole is the one whose answer was lost', '1000.00', { refund: 'refunded', refundId: 'SHOPS' }],
])('a refund %s', async (_, amount, expected) => {
  const shop = world();
  const { id } = await anOrder(shop, captured({ refund: 'due', refundAtMs: NOW + 1 }));
  await receiveNotices(shop.ports, [refundNotice({ refundId: 'SHOPS', amount })]);
  expect(await shop.ports.store.find(id)).toMatchObject(expected);
});

// The moment of the charge

test('a machine that stood still, clocks and all, charges nothing once another has been paid for the checkout', async () => {
  const bank = new ScriptedBank();
  const clock = { nowMs: NOW, now: () => clock.nowMs };
  const store = new MemoryStore(clock).ofAccount('test');
  const other = world({ clock, store, gateway: bank });
  let isFirst = true;
  /** Frozen while it waits for another machine to have what it wrote. */
  const secure = async (): Promise<boolean> => {
    if (!isFirst) return true;
    isFirst = false;
    for (const ms of [70_000, 5_000]) {
      clock.nowMs += ms;
      await reconcile(other.ports);
    }
    bank.fate = 'frictionless';
    await initiatePayment(other.ports, POLICY, anInitiation());
    return true;
  };
  const { ports } = world({ clock, gateway: bank, store: changed(store, () => ({ secure })) });
  const frozen = anInitiation();
  await expect(initiatePayment(ports, POLICY, frozen)).rejects.toMatchObject({ problem: { code: 'already_paid' } });
  expect(bank.charges).toHaveLength(1);
  expect(bank.charges).not.toContain(`CF-${frozen.attempt}`);
});

test('what EximPe answered to a charge survives a store that stumbles once', async () => {
  const given = anInitiation();
  let isFirst = true;
  const inner = new MemoryStore().ofAccount('test');
  const store = changed(inner, () => ({
    async replace(attempt, messages, notes) {
      if (!isFirst) return inner.replace(attempt, messages, notes);
      isFirst = false;
      throw new Error('the store did not answer');
    },
  }));
  const { ports } = world({ gateway: new ScriptedBank(), store });
  await initiatePayment(ports, POLICY, given);
  expect(isFirst).toBe(false);
  expect(await inner.find(given.attempt)).toMatchObject({ charge: 'answered', orderId: 'OD1', challenged: true });
  expect(await inner.get(`template:${given.attempt}`)).toBeDefined();
});
