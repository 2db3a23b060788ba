import { afterEach, expect, test } from 'vitest';
import { SIMULATOR_CREDENTIALS } from '@eximpe/simulator';
import { refundOnce } from '../src/eximpe/refunds.ts';
import { EximpeClient } from '../src/index.ts';
import { eventually, openShop, pay, post, type Shop } from './shop.ts';

let shop: Shop;
afterEach(() => shop.close());

/** Cancelled, then paid with a second attempt; then the first one is captured after all. */
async function payTwice(): Promise<void> {
  const first = await pay(shop);
  await post(shop, `/payments/${first.body.handle}/cancel`);
  const second = await pay(shop);
  await shop.simulator.control.force(second.body.orderId ?? '', 'paid');
  await eventually(() => shop.paid.length === 1);
  await shop.simulator.control.force(first.body.orderId ?? '', 'paid');
  await eventually(() => shop.events.some(({ type }) => type === 'payment.second_capture'));
}

const refunds = () =>
  shop.simulator.control.requests().filter(({ method, path }) => method === 'POST' && path === '/pg/refunds/');

test('the launch page of an attempt does not open once another attempt has paid', async () => {
  shop = await openShop();
  const first = await pay(shop);
  await post(shop, `/payments/${first.body.handle}/cancel`);
  const second = await pay(shop);
  await shop.simulator.control.force(first.body.orderId ?? '', 'paid');
  await eventually(() => shop.paid.length === 1);
  expect(await post(shop, `/payments/${second.body.handle}/launch`)).toMatchObject({
    status: 409,
    body: { code: 'already_paid' },
  });
  const page = await fetch(new URL(second.body.launchUrl ?? '', shop.url), { redirect: 'manual' });
  expect(page.status).toBe(410);
});

test('a checkout that was paid twice is reported to the merchant', async () => {
  shop = await openShop();
  await payTwice();
  await eventually(() => shop.attention.length === 1);
  const [first] = shop.paid;
  expect(shop.attention[0]).toMatchObject({ type: 'second_capture', first: first?.attempt, refunding: null });
  expect(shop.attention[0]?.payment?.attempt).not.toBe(first?.attempt);
  expect(shop.paid).toHaveLength(1);
  expect(refunds()).toHaveLength(0);
});

test('it is reported again until the merchant’s hook has accepted it, and not after', async () => {
  let calls = 0;
  shop = await openShop({
    kit: {
      onAttention: () => {
        calls += 1;
        if (calls < 3) throw new Error('database is away');
      },
    },
  });
  await payTwice();
  await eventually(() => shop.logLines.some((line) => line.includes('database is away')));
  for (let round = 0; round < 4; round += 1) {
    await shop.later(61_000);
    await shop.kit.reconcile();
  }
  expect(calls).toBe(3);
  expect(shop.paid).toHaveLength(1);
});

test('it is refunded once if the merchant wants that, even if the answer to the refund is lost', async () => {
  shop = await openShop({ kit: { duplicateCapture: 'refund' } });
  shop.simulator.control.addFault({ method: 'POST', path: '/pg/refunds/', nth: 1, drop: 'after' });
  await payTwice();
  await eventually(() => shop.logLines.some((line) => line.includes('EximPe did not report the state of a refund')));
  await shop.later(120_000);
  await shop.kit.reconcile();
  await eventually(() => shop.events.some((event) => event.type === 'payment.refund' && event.refund === 'requested'));
  await shop.later(120_000);
  await shop.kit.reconcile();
  expect(refunds()).toHaveLength(1);
});

test.each([
  [503, 'twice', 2],
  [429, 'twice', 2],
  [401, 'once', 1],
])('a refund that EximPe can’t take now (%i, %s) is tried again', async (http, _, faults) => {
  shop = await openShop({ kit: { duplicateCapture: 'refund' } });
  for (let fault = 0; fault < faults; fault += 1) {
    shop.simulator.control.addFault({
      method: 'GET',
      path: '/pg/refunds/',
      nth: 1,
      status: http,
      body: { detail: 'no' },
    });
  }
  await payTwice();
  await eventually(() => shop.logLines.some((line) => line.includes('EximPe did not report the state of a refund')));
  await shop.later(120_000);
  await shop.kit.reconcile();
  await eventually(() => shop.events.some((event) => event.type === 'payment.refund' && event.refund === 'requested'));
  expect(refunds()).toHaveLength(1);
  expect(shop.events).toContainEqual(expect.objectContaining({ type: 'gateway.error', verb: 'refund' }));
  const saysWho = shop.logLines.some((line) => line.includes('EXIMPE_CREDENTIALS_REFUSED'));
  expect(saysWho).toBe(http === 401);
});

test('a refund that EximPe refuses is reported, and not retried forever', async () => {
  shop = await openShop({ kit: { duplicateCapture: 'refund' } });
  const no = { success: false, error: { code: 'ERR_REFUND_001', message: 'not refundable' } };
  shop.simulator.control.addFault({ method: 'POST', path: '/pg/refunds/', status: 400, body: no });
  await payTwice();
  await eventually(() => shop.attention.some(({ type }) => type === 'refund_refused'));
  await shop.later(120_000);
  await shop.kit.reconcile();
  expect(refunds()).toHaveLength(1);
});

test('an earlier partial refund does not count as a full refund', async () => {
  shop = await openShop();
  const first = await pay(shop);
  await shop.simulator.control.force(first.body.orderId ?? '', 'paid');
  const client = new EximpeClient({ ...SIMULATOR_CREDENTIALS, baseUrl: shop.simulator.url, apiVersion: '2.0.0' });
  const { results } = await client.payments.list({ order_id: first.body.orderId ?? '' });
  const paymentId = results[0]?.payment_id ?? '';
  await client.refunds.create(paymentId, '100.00');
  expect(await refundOnce(client, paymentId, '900.00')).toMatchObject({ kind: 'known', state: 'requested' });
  expect(await refundOnce(client, paymentId, '900.00')).toMatchObject({ kind: 'known', state: 'requested' });
  expect(refunds()).toHaveLength(2);
  await client.close();
});
