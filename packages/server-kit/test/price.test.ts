// The price that a shopper agreed to applies until the end: nobody is sent to pay another one, and captures are compared.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { call, cardRequest, CHECKOUT, eventually, openShop, pay, post, VISA_DEBIT, type Shop } from './shop.ts';

let shop: Shop;
let price: string | undefined;
beforeEach(async () => {
  price = '100.00';
  shop = await openShop({
    kit: {
      duplicateCapture: 'refund',
      limits: false,
      resolveCheckout: (reference) =>
        price === undefined ? undefined : { ...CHECKOUT, amount: price, invoice: { number: `INV-${reference}` } },
    },
  });
});
afterEach(() => shop.close());

const visit = (): Promise<unknown> => call(shop, '/checkouts/ORDER-1');
const openPage = async (path: string | undefined): Promise<number> =>
  (await fetch(new URL(path ?? '', shop.url), { redirect: 'manual' })).status;
const capture = (orderId: string | null): Promise<unknown> => shop.simulator.control.force(orderId ?? '', 'paid');

test('the bank’s page does not open again at an old price: the attempt is cancelled, and a new one pays the new price', async () => {
  const { body } = await pay(shop);
  price = '95000.00';
  const again = await post(shop, `/payments/${body.handle}/launch`);
  expect(again).toMatchObject({ status: 200, body: { status: 'pending', problem: { code: 'amount_changed' } } });
  expect(again.body.launchUrl).toBeUndefined();
  const next = await pay(shop);
  expect(next).toMatchObject({ status: 201, body: { amount: '95000.00' } });
});

test('a launch page from before another tab raised the price does not open', async () => {
  const { body } = await pay(shop);
  price = '95000.00';
  await visit();
  expect(await openPage(body.launchUrl)).toBe(410);
});

test.each<[string, () => Promise<unknown>]>([
  ['when it is requested again', () => Promise.resolve()],
  ['when another tab has noticed', visit],
])('a withdrawn checkout can no longer be paid: %s', async (_, seen) => {
  const { body } = await pay(shop);
  price = undefined;
  await seen();
  const again = await post(shop, `/payments/${body.handle}/launch`);
  expect(again.body).toMatchObject({ problem: { code: 'checkout_unknown' } });
  expect(await openPage(body.launchUrl)).toBe(410);
});

test('a payment already at the bank and captured at the old price is reported as price_changed, with the new price', async () => {
  const { body } = await pay(shop);
  price = '95000.00';
  await visit();
  await capture(body.orderId);
  await eventually(() => shop.paid.length === 1 && shop.attention.length === 1);
  expect(shop.paid).toMatchObject([{ amount: '100.00', price: '95000.00' }]);
  expect(shop.attention).toMatchObject([{ type: 'price_changed', paid: '100.00', price: '95000.00' }]);
});

test('the current price of a withdrawn checkout is null', async () => {
  const { body } = await pay(shop);
  price = undefined;
  await visit();
  await capture(body.orderId);
  await eventually(() => shop.paid.length === 1);
  expect(shop.paid).toMatchObject([{ amount: '100.00', price: null }]);
});

test('of two captures, the one at the old price is refunded, even if it came first', async () => {
  const first = (await pay(shop)).body;
  price = '95000.00';
  await post(shop, `/payments/${first.handle}/launch`);
  const second = (await pay(shop)).body;
  await capture(first.orderId);
  await eventually(() => shop.paid.length === 1);
  await capture(second.orderId);
  await eventually(() => shop.paid.length === 2);
  expect(shop.paid).toMatchObject([
    { attempt: first.attempt, amount: '100.00', price: '95000.00' },
    { attempt: second.attempt, amount: '95000.00' },
  ]);
  await eventually(() => shop.attention.some(({ type }) => type === 'second_capture'));
  expect(shop.attention.find(({ type }) => type === 'second_capture')).toMatchObject({
    payment: { attempt: second.attempt },
    first: first.attempt,
    refunding: first.attempt,
  });
  const refunds = () =>
    shop.simulator.control.requests().filter(({ method, path }) => method === 'POST' && path === '/pg/refunds/');
  await eventually(() => refunds().length === 1);
  expect(refunds()[0]?.body).toMatchObject({ refund_amount: '100.00' });
});

test('a refund is complete when EximPe says so; one that fails later is reported', async () => {
  const first = (await pay(shop)).body;
  await post(shop, `/payments/${first.handle}/cancel`);
  const second = (await pay(shop)).body;
  await capture(second.orderId);
  await eventually(() => shop.paid.length === 1);
  await capture(first.orderId);
  const states = (): unknown[] =>
    shop.events.flatMap((event) => (event.type === 'payment.refund' ? [event.refund] : []));
  await eventually(() => states().length === 1);
  expect(states()).toEqual(['requested']);
  const refundId = shop.events.flatMap((event) => (event.type === 'payment.refund' ? [event.refundId] : []))[0] ?? '';
  const simulate = (word: string): Promise<Response> =>
    fetch(`${shop.simulator.url}/pg/refunds/${refundId}/simulate-status/`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-client-id': 'sim_client',
        'x-client-secret': 'sim_secret',
        'x-api-version': '2.0.0',
      },
      body: JSON.stringify({ status: word }),
    });
  await simulate('REFUNDED');
  await eventually(() => states().includes('refunded'));
  await simulate('FAILED');
  await eventually(() => shop.attention.some(({ type }) => type === 'refund_failed'));
  expect(shop.attention.find(({ type }) => type === 'refund_failed')).toMatchObject({
    payment: { attempt: first.attempt },
    refundId,
  });
});

test('a first attempt is refused if its amount is not what the form showed', async () => {
  price = '200.00';
  expect(await pay(shop, { ...cardRequest(VISA_DEBIT), shown: '100.00' })).toMatchObject({
    status: 409,
    body: { code: 'amount_changed' },
  });
});

test('a launch page from before a price increase does not open, even before any form has seen the new price', async () => {
  const { body } = await pay(shop);
  price = '95000.00';
  expect(await openPage(body.launchUrl)).toBe(410);
});
