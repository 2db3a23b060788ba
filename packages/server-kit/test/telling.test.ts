// What the shop could be told wrongly, late or not at all: use cases on ports that fail as a test requires.
import { expect, test } from 'vitest';
import { gatewayNotices } from '../src/eximpe/webhook/event.ts';
import { beginDeliveries } from '../src/payments/chores.ts';
import type { GatewayNotice } from '../src/payments/gateway-notice.ts';
import type { Notice } from '../src/payments/outbox/attention.ts';
import { queueOf } from '../src/payments/outbox/message.ts';
import { findForgotten } from '../src/payments/outcome/find-forgotten.ts';
import { receiveNotices } from '../src/payments/outcome/receive-notices.ts';
import { receiveReport, receiveUnclearReport } from '../src/payments/outcome/receive-webhook.ts';
import { recordReport } from '../src/payments/outcome/record-report.ts';
import { anAttempt } from './attempts.ts';
import { gatewayOf } from './ports.ts';
import { eventually, newAttemptId } from './shop.ts';
import {
  NOW,
  HOUR,
  world,
  typesOf,
  liveOn,
  anOrder,
  capture,
  captured,
  waitingNotice,
  FORGOTTEN,
  known,
  unknown,
} from './money-world.ts';

// What the store has forgotten

test('a forgotten payment with a signed webhook is reported as captured, even if EximPe’s list still says pending', async () => {
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

test('an unreadable webhook of a forgotten payment makes the kit ask EximPe and report its answer', async () => {
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

test('a sub-merchant’s forgotten payment is reported with its invoice number, which only that sub-merchant can read', async () => {
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

test('papers that EximPe requests again after its review are reported again', async () => {
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

test('a dispute without a known checkout is delivered even if the notice before it is never accepted', async () => {
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

test('onPaid is called at once even if onFailed did not accept the failure before it', async () => {
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
  // Before those that were due earlier.
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

test('a payment that EximPe calls pending for a week is not reported as unexplained; its checkout is free, and a capture counts', async () => {
  const shop = world({ gateway: gatewayOf({ ask: async () => known({ status: 'pending' }) }) });
  const order = await anOrder(shop, { askAtMs: NOW });
  await liveOn(shop, 200, HOUR);
  expect(shop.attention).toEqual([]);
  expect(await shop.ports.store.find(order.id)).toMatchObject({ status: 'pending', askAtMs: null });
  expect(await shop.ports.store.open(anAttempt())).toMatchObject({ kind: 'opened' });
  await capture(shop, order, { paymentId: 'PR1', amount: '1000.00' });
  expect(shop.paid).toMatchObject([{ attempt: order.id }]);
});

test('a payment that EximPe called pending, and then says nothing about, is reported after a week', async () => {
  const shop = world({
    gateway: gatewayOf({
      ask: async () => (shop.ports.clock.now() < NOW + 5 * 24 * HOUR ? known({ status: 'pending' }) : unknown),
    }),
  });
  const order = await anOrder(shop, { askAtMs: NOW });
  await liveOn(shop, 200, HOUR);
  expect(shop.attention).toMatchObject([{ type: 'charge_unexplained', payment: { attempt: order.id } }]);
  // It is free by now: the notice must not say that nobody can pay it.
  expect(await shop.ports.store.open(anAttempt())).toMatchObject({ kind: 'opened' });
  expect(shop.attention[0]?.todo).toMatch(/until seven days after/);
});
