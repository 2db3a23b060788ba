// The shop's address for hooks, over real HTTP: which requests are accepted, and what they change.
import { randomUUID } from 'node:crypto';
import { signedHeaders } from '@eximpe/card-server/hooks';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../../server-kit/test/redis-server.ts';
import { readConfig } from './config.ts';
import { startDemo, type Demo } from './server.ts';

const keyOf = (text: string): string => Buffer.from(text).toString('base64');
const KEY = keyOf('a-key-that-the-shop-and-the-card-server-know');
const OTHER_KEY = keyOf('a-key-that-another-shop-has-with-its-own-one');

let demo: Demo;
beforeAll(async () => {
  const env = {
    PORT: String(await freePort()),
    DEMO_DATABASE: ':memory:',
    CARD_SERVER_URL: 'http://cards.example',
    SHOP_HOOKS_SECRET: KEY,
    SHOP_SESSIONS_SECRET: 'a-secret-that-only-these-tests-use-05',
  };
  demo = await startDemo(readConfig(env));
});
afterAll(() => demo.close());

const get = (path: string): Promise<Response> => fetch(demo.url + path, { redirect: 'manual' });
const placeOrder = async (fields: string): Promise<string> =>
  /^\/checkout\/([\w-]+)/.exec((await get(`/?fields=${fields}`)).headers.get('location') ?? '')?.[1] ?? '';
const receiptOf = async (reference: string): Promise<string> => (await get(`/receipt/${reference}`)).text();

const now = (): number => Math.floor(Date.now() / 1_000);
const sign = (body: string, key = KEY, unixSeconds = now()): Readonly<Record<string, string>> =>
  signedHeaders({ id: 'message-1', unixSeconds, body }, [key]);
const post = (body: string, headers: Readonly<Record<string, string>> = sign(body)): Promise<Response> =>
  fetch(`${demo.url}/card-hooks`, { method: 'POST', body, headers });
const hook = (type: string, more: object): string =>
  JSON.stringify({ version: 1, request: randomUUID(), type, ...more });

const payment = (checkout: string, more: object = {}): object => ({
  checkout,
  attempt: randomUUID(),
  merchantId: null,
  orderId: 'OD1234567890',
  paymentId: 'PR1234567890',
  referenceId: 'ref-1',
  bankReference: null,
  amount: '1000.00',
  currency: 'INR',
  network: 'visa',
  mop: 'debit_card',
  last4: '0003',
  issuingBank: null,
  paidAt: '2026-11-28T09:00:00.000Z',
  ...more,
});
const paid = (checkout: string, more: object = {}): string =>
  hook('payment.paid', { id: 'paid:1', payment: payment(checkout, { afterFailure: false, ...more }) });
const failed = (checkout: string): string =>
  hook('payment.failed', {
    id: 'failed:1',
    payment: payment(checkout, { problem: 'card_declined', paidAt: null }),
  });

test('a request that is not from the card server is refused, and changes nothing', async () => {
  const reference = await placeOrder('page');
  const body = paid(reference);
  const refused = {
    unsigned: await post(body, {}),
    stale: await post(body, sign(body, KEY, now() - 400)),
    'another shop’s': await post(body, sign(body, OTHER_KEY)),
    'of another body': await post(body, sign('{}')),
    empty: await post('', sign(body)),
  };
  for (const [what, { status }] of Object.entries(refused)) expect.soft(status, what).toBe(401);
  expect((await post('{"version":2}')).status).toBe(400);
  expect((await post('x'.repeat(70_000))).status).toBe(413);
  expect(await receiptOf(reference)).toContain('Not paid yet');
});

test('a checkout gets its price from the shop’s order book, and an unknown one is reported by the shop itself', async () => {
  const reference = await placeOrder('page');
  const answer = await post(hook('checkout.resolve', { reference }));
  expect(answer.status).toBe(200);
  expect(await answer.json()).toMatchObject({
    amount: '1000.00',
    currency: 'INR',
    invoice: { number: reference.replace(/^\w+-/, 'INV-') },
    returnUrl: `${demo.url}/receipt/${reference}`,
  });
  for (const unknown of ['NEEL-0000000000000000', await placeOrder('element')]) {
    const none = await post(hook('checkout.resolve', { reference: unknown }));
    expect([none.status, await none.json()], unknown).toEqual([404, { checkout: null }]);
  }
});

test('a repeated delivery changes nothing, and a replayed request is refused', async () => {
  const reference = await placeOrder('page');
  const again = async (body: string): Promise<number[]> => [(await post(body)).status, (await post(body)).status];
  expect(await again(failed(reference))).toEqual([204, 409]);
  expect((await post(paid(reference, { amount: '1.00' }))).status).toBe(204);
  expect(await receiptOf(reference), 'of another amount').toContain('Not paid yet');
  expect(await again(paid(reference))).toEqual([204, 409]);
  const receipt = await receiptOf(reference);
  expect(receipt).toContain('Visa ending 0003');
  expect(await again(paid(reference, { last4: '9999' }))).toEqual([204, 409]);
  expect(await again(failed(reference))).toEqual([204, 409]);
  expect(await receiptOf(reference)).toBe(receipt);
});

test('a delivery about an order that the shop charges itself changes nothing', async () => {
  const reference = await placeOrder('element');
  expect((await post(paid(reference))).status).toBe(204);
  expect(await receiptOf(reference)).toContain('Not paid yet');
});

test('a change of where the card is typed places another order, so nobody pays an order of the other process', async () => {
  const reference = await placeOrder('element');
  const other = (await get(`/checkout/${reference}?fields=page&lang=hi`)).headers.get('location') ?? '';
  expect(Object.fromEntries(new URL(other, demo.url).searchParams)).toEqual({
    fields: 'page',
    lang: 'hi',
    style: 'bazaar',
  });
  expect((await get(`/checkout/${reference}/pay`)).status).toBe(404);
  const ofCardServer = await placeOrder('page');
  const toPay = await get(`/checkout/${ofCardServer}/pay?lang=ta&challenge=redirect`);
  expect(toPay.status).toBe(303);
  expect(toPay.headers.get('location')).toMatch(
    /^http:\/\/cards\.example\/pay\/[\w-]+\.[\w-]+\.[\w-]+\?lang=ta&challenge=redirect$/,
  );
  // Its page and its frame are served by one process, so the order stays.
  const framed = await (await get(`/checkout/${ofCardServer}?fields=frame`)).text();
  expect(framed).toMatch(/<eximpe-card-form\s+src="http:\/\/cards\.example" checkout="[\w-]+\.[\w-]+\.[\w-]+"/);
});
