// What the shop must not miss is delivered at least once, even if hooks throw, hang or are retried later.
import { afterEach, expect, test } from 'vitest';
import { MemoryStore, signForTest, type Attention, type EximpeKitOptions } from '../src/index.ts';
import { call, eventually, newAttemptId, openShop, pay, status, type Answer, type Paid, type Shop } from './shop.ts';
import { wrapped } from './wrapped-store.ts';

let shop: Shop;
afterEach(() => shop.close());

const webhook = (body: object): Promise<Answer<unknown>> => {
  const text = JSON.stringify({ sequence_number: newAttemptId(), ...body });
  return call(shop, '/webhook', { method: 'POST', headers: signForTest(text, 'test_encryption_key'), body: text });
};
const paidOrder = async (checkout?: string): Promise<Paid> => {
  const { body } = await pay(shop, ...(checkout === undefined ? [] : [cardFor(checkout)]));
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  return body;
};
const cardFor = (checkout: string) => ({
  checkout,
  card: {
    kind: 'new',
    number: '4895380110000003',
    expiryMonth: '05',
    expiryYear: '2030',
    cvc: '123',
    holderName: 'Asha Menon',
    network: 'visa',
  },
});
/** A hook that throws the given number of times first. */
function throwing<Told>(times: number): { readonly told: Told[]; readonly hook: (one: Told) => void } {
  const told: Told[] = [];
  let left = times;
  const hook = (one: Told): void => {
    left -= 1;
    if (left >= 0) throw new Error('database is away');
    told.push(one);
  };
  return { told, hook };
}

const DISPUTE = {
  event_type: 'DISPUTE_UPDATED',
  chargeback_id: 'CB1',
  chargeback_status: 'OPEN',
  chargeback_amount: '1000',
  reply_before: '2026-12-05',
  reason_description: 'Goods not received',
};

test('a dispute is delivered with its deadline until the shop accepts it, and only once for repeated webhooks', async () => {
  const { told, hook } = throwing<Attention>(2);
  shop = await openShop({ kit: { onAttention: hook } });
  const { orderId, attempt } = await paidOrder();
  for (let copy = 0; copy < 3; copy += 1) {
    expect((await webhook({ ...DISPUTE, order_id: orderId, sequence_number: undefined })).status).toBe(200);
  }
  for (let round = 0; round < 4; round += 1) {
    await shop.later(61_000);
    await shop.kit.reconcile();
  }
  expect(told).toMatchObject([
    { type: 'dispute', chargebackId: 'CB1', replyBefore: '2026-12-05', amount: '1000.00', payment: { attempt } },
  ]);
  expect(told[0]?.todo).toMatch(/Reply in EximPe's dashboard/);
});

test('a notice about a payment that is not in this store is delivered too', async () => {
  shop = await openShop();
  await webhook({ ...DISPUTE, order_id: 'OD0000000000' });
  await webhook({ event_type: 'REFUND_FAILED', data: { refunds: [{ refund_id: 'RF1', refund_amount: 10 }] } });
  await eventually(() => shop.attention.length === 2);
  expect(shop.attention).toMatchObject([
    { type: 'dispute', payment: null, orderId: 'OD0000000000' },
    { type: 'refund_failed', payment: null, refundId: 'RF1', amount: '10.00' },
  ]);
});

test('a webhook is acknowledged only once its message is stored', async () => {
  let isFull = true;
  const store = wrapped(new MemoryStore(), (inner) => ({
    post: (messages) => (isFull ? Promise.reject(new Error('disk full')) : inner.post(messages)),
  }));
  shop = await openShop({ kit: { store } });
  const dispute = { ...DISPUTE, order_id: 'OD1', sequence_number: 'S-1' };
  expect((await webhook(dispute)).status).toBe(500);
  isFull = false;
  expect((await webhook(dispute)).status).toBe(200);
  await eventually(() => shop.attention.length === 1);
});

test('a hook is called again even while EximPe’s status request hangs', async () => {
  const { told, hook } = throwing<unknown>(1);
  shop = await openShop({ kit: { onPaid: hook } });
  const slow = (await pay(shop, cardFor('ORDER-2'))).body;
  await shop.later(40_000);
  shop.simulator.control.addFault({ method: 'GET', path: '/pg/orders/*/status/', delayMs: 60_000 });
  const asking = shop.kit.reconcile();
  const isAsked = (): boolean =>
    shop.simulator.control.requests().some(({ path }) => path === `/pg/orders/${slow.orderId}/status/`);
  await eventually(isAsked);
  await paidOrder();
  await eventually(() => told.length === 1, 'the second try');
  shop.simulator.control.clearFaults();
  await Promise.race([asking, shop.simulator.control.advanceClock(60)]);
});

test('a job without onPaid marks nothing as delivered, and another process delivers it', async () => {
  const store = new MemoryStore();
  const job: Partial<EximpeKitOptions> = { store, onPaid: undefined };
  shop = await openShop({ kit: job });
  expect(shop.logLines.join('\n')).toContain('EXIMPE_NO_ON_PAID');
  const { attempt } = await paidOrder();
  const health = async () => (await call<{ outbox: { waiting: number } }>(shop, '/health')).body.outbox;
  await eventually(async () => (await health()).waiting === 1);
  expect(await shop.kit.reconcile()).toMatchObject({ delivered: 0 });
  expect(await health()).toMatchObject({ waiting: 1 });
  const next = await openShop({ baseUrl: shop.simulator.url, withoutWebhooks: true, kit: { store } });
  await eventually(() => next.paid.length === 1);
  expect(next.paid).toMatchObject([{ attempt }]);
  await eventually(async () => (await health()).waiting === 0);
  await next.close();
});

test('without onAttention a notice is logged as an error, with what to do', async () => {
  shop = await openShop({ kit: { onAttention: undefined } });
  await webhook({ ...DISPUTE, order_id: 'OD1' });
  await eventually(() => shop.logLines.some((line) => line.includes('EXIMPE_NEEDS_ATTENTION')));
  expect(shop.logLines.join('\n')).toMatch(/a payment needs a person \(dispute\): Reply in EximPe's dashboard/);
});

test('messages of one checkout arrive in the order of their events, and a failing onAttention does not hold back onPaid', async () => {
  const heard: string[] = [];
  shop = await openShop({
    kit: {
      onPaid: () => void heard.push('paid'),
      onAttention: ({ type }) => {
        heard.push(type);
        throw new Error('nobody there');
      },
    },
  });
  const { body } = await pay(shop);
  await webhook({ ...DISPUTE, order_id: body.orderId });
  await eventually(() => heard.length > 0);
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  await eventually(() => heard.includes('paid'));
  expect(heard.filter((one) => one === 'paid')).toHaveLength(1);
  expect(heard[0]).toBe('dispute');
});

test('a capture with a different amount is reported as amount_mismatch in addition to the payment', async () => {
  shop = await openShop({ withoutWebhooks: true });
  const { body } = await pay(shop);
  const data = { status: 'captured', order_id: body.orderId, payment_id: 'PR1', amount: 10, bank_ref_num: 'BANK-1' };
  await webhook({ event_type: 'PAYMENT_SUCCESSFUL', data });
  await eventually(() => shop.attention.length === 1);
  expect(shop.attention).toMatchObject([
    { type: 'amount_mismatch', asked: '1000.00', captured: '10.00', payment: { attempt: body.attempt } },
  ]);
  expect(shop.paid).toMatchObject([{ amount: '10.00', price: '1000.00', paymentId: 'PR1', bankReference: 'BANK-1' }]);
});

test('a capture found by a status request is delivered with its payment id and the bank’s reference', async () => {
  shop = await openShop({ withoutWebhooks: true });
  const { body } = await pay(shop);
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  await shop.later(31_000);
  expect((await status(shop, body.handle)).body.status).toBe('successful');
  await eventually(() => shop.paid.length === 1);
  const [order] = shop.simulator.orders();
  expect(shop.paid[0]).toMatchObject({
    orderId: body.orderId,
    paymentId: order?.paymentId,
    merchantId: null,
    issuingBank: expect.any(String) as string,
  });
  expect(Date.parse(shop.paid[0]?.paidAt ?? '')).toBeGreaterThan(0);
  expect(shop.paid[0]).not.toHaveProperty('price');
});
