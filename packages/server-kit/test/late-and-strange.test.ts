import express from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MemoryStore, signForTest } from '../src/index.ts';
import {
  call,
  cardFor,
  cardRequest,
  eventually,
  newAttemptId,
  openShop,
  pay,
  post,
  status,
  VISA_DEBIT,
  type Paid,
  type Shop,
} from './shop.ts';
import { wrapped } from './wrapped-store.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ kit: { limits: false } });
});
afterEach(() => shop.close());

const webhook = (name: string, data: object): Promise<unknown> => {
  const body = JSON.stringify({ event_type: name, sequence_number: newAttemptId(), data });
  return call(shop, '/webhook', { method: 'POST', headers: signForTest(body, 'test_encryption_key'), body });
};
const captured = ({ orderId }: Paid): Promise<unknown> =>
  webhook('PAYMENT_SUCCESSFUL', { order_id: orderId, status: 'captured', payment_id: 'PR1' });
const failed = async (): Promise<Paid> => {
  const { body } = await pay(shop, cardRequest(cardFor('frictionless-declined')));
  expect(body.status).toBe('failed');
  return body;
};

describe('a payment that was reported as failed and is captured after all', () => {
  test('is refunded if another attempt has paid since, and is reported as captured', async () => {
    await shop.close();
    shop = await openShop({ kit: { limits: false, duplicateCapture: 'refund' } });
    const first = await failed();
    const second = (await pay(shop, cardRequest(cardFor('frictionless')))).body;
    await captured(first);
    await eventually(() => shop.attention.length >= 2);
    // The result of refunding a payment that EximPe has under another id follows.
    expect(shop.attention.slice(0, 2)).toMatchObject([
      { type: 'captured_after_failure', payment: { attempt: first.attempt } },
      {
        type: 'second_capture',
        payment: { attempt: first.attempt },
        first: second.attempt,
        refunding: first.attempt,
      },
    ]);
    expect(shop.paid.map(({ attempt }) => attempt)).toEqual([second.attempt]);
    expect(shop.events.find(({ type }) => type === 'payment.second_capture')).toMatchObject({
      attempt: first.attempt,
      paidBy: second.attempt,
    });
  });

  test('is refunded by the next process if the first one died before the refund', async () => {
    const store = new MemoryStore();
    await shop.close();
    // Dies before the refund.
    const mortal = wrapped(store, (inner) => ({
      claim: (key, ttlMs) => (key.startsWith('refund:') ? Promise.resolve(undefined) : inner.claim(key, ttlMs)),
    }));
    shop = await openShop({ kit: { store: mortal, duplicateCapture: 'refund' } });
    const first = await failed();
    await pay(shop, cardRequest(cardFor('frictionless')));
    await captured(first);
    await eventually(() => shop.events.some(({ type }) => type === 'payment.second_capture'));
    const refunds = () =>
      shop.simulator.control.requests().filter(({ method, path }) => method === 'POST' && path === '/pg/refunds/');
    expect(refunds()).toHaveLength(0);
    const next = await openShop({
      baseUrl: shop.simulator.url,
      withoutWebhooks: true,
      kit: { store, duplicateCapture: 'refund' },
    });
    await next.kit.reconcile();
    expect(refunds()).toHaveLength(1);
    await next.close();
  });

  test('makes the checkout paid, for the shop and for the shopper', async () => {
    const first = await failed();
    await eventually(() => shop.failed.length === 1);
    await captured(first);
    expect((await status(shop, first.handle)).body).toMatchObject({ status: 'successful' });
    await eventually(() => shop.paid.length === 1);
    expect(shop.paid[0]).toMatchObject({ attempt: first.attempt, afterFailure: true });
    expect(await pay(shop)).toMatchObject({ status: 409, body: { code: 'already_paid' } });
  });
});

describe('the bank’s page', () => {
  test('that could not be shown although the payment was made does not allow a second charge', async () => {
    const { body } = await pay(shop);
    await fetch(shop.url + (body.launchUrl ?? ''));
    shop.simulator.control.holdWebhooks();
    await shop.simulator.control.force(body.orderId ?? '', 'paid');
    await fetch(`${shop.url}${body.launchUrl ?? ''}/refused?reason=no_form`);
    expect((await status(shop, body.handle)).body).toMatchObject({ status: 'successful' });
    expect((await pay(shop)).body.code).toBe('already_paid');
  });

  test('does not open once the attempt was cancelled', async () => {
    const { body } = await pay(shop);
    await post(shop, `/payments/${body.handle}/cancel`);
    expect((await fetch(shop.url + (body.launchUrl ?? ''))).status).toBe(410);
  });
});

test('someone who only knows the reference of a checkout gets no handle for its payment', async () => {
  const { body } = await pay(shop);
  const stranger = await pay(shop, cardRequest('4012001037141112'));
  expect(stranger).toMatchObject({ status: 409, body: { code: 'attempt_pending' } });
  expect(stranger.body.handle).toBeUndefined();
  expect((await pay(shop)).body.handle).toBe(body.handle);
});

test('no invoice number is used twice, even if attempts are cancelled or fail', async () => {
  const first = (await pay(shop)).body;
  await post(shop, `/payments/${first.handle}/cancel`);
  const second = (await pay(shop)).body;
  await post(shop, `/payments/${second.handle}/cancel`);
  await shop.simulator.control.force(first.orderId ?? '', 'declined');
  await eventually(async () => (await status(shop, first.handle)).body.status === 'failed');
  expect((await pay(shop)).status).toBe(201);
});

test.each<[string, number, unknown]>([
  ['wrong credentials', 401, { success: false, error: { code: 'ERR_AUTH_001', message: 'Invalid credentials' } }],
  ['an inactive account', 403, { success: false, error: { code: 'ERR_MERCHANT_ACCOUNT_002', message: 'inactive' } }],
])('%s are no question about the card', async (_, http, body) => {
  shop.simulator.control.addFault({ method: 'POST', path: '/pg/bin/', status: http, body: body as never });
  expect(await pay(shop)).toMatchObject({ status: 500, body: { code: 'merchant_misconfigured' } });
  expect(shop.logLines.join('\n')).toContain('EXIMPE_CREDENTIALS_REFUSED');
  shop.simulator.control.clearFaults();
  expect((await pay(shop)).status).toBe(201);
});

test('a body parser in front of payments is reported, since it sees card numbers', async () => {
  await shop.close();
  shop = await openShop({ before: (app) => void app.use(express.json()) });
  expect((await pay(shop)).status).toBe(201);
  expect(shop.logLines.join('\n')).toContain('EXIMPE_BODY_PARSED_BEFORE');
});

test('a signed webhook with an unknown status makes the kit ask EximPe', async () => {
  const { body } = await pay(shop);
  shop.simulator.control.holdWebhooks();
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  await webhook('PAYMENT_SUCCESSFUL', { order_id: body.orderId, status: 'SUCCESS' });
  expect((await status(shop, body.handle)).body.status).toBe('successful');
});

test('a charge whose answer could not be stored is asked about, and not repeated', async () => {
  await shop.close();
  // Full once the charge has been sent.
  const fullDisk = wrapped(new MemoryStore(), () => ({ replace: () => Promise.reject(new Error('disk full')) }));
  shop = await openShop({ kit: { store: fullDisk } });
  const attempt = newAttemptId();
  expect(await pay(shop, cardRequest(VISA_DEBIT), attempt)).toMatchObject({
    status: 502,
    body: { code: 'gateway_unreachable' },
  });
  expect((await call(shop, `/attempts/${attempt}`)).body).toMatchObject({ status: 'pending' });
  expect((await pay(shop)).status).toBe(409);
  expect(shop.simulator.control.orders()).toHaveLength(1);
});

test('if the store is unreachable, the card is not blamed and the form asks for the outcome of its attempt', async () => {
  await shop.close();
  const away = wrapped(new MemoryStore(), () => ({ open: () => Promise.reject(new Error('the store is away')) }));
  shop = await openShop({ kit: { store: away } });
  expect(await pay(shop)).toMatchObject({ status: 502, body: { code: 'gateway_unreachable' } });
  expect(shop.simulator.control.orders()).toHaveLength(0);
});

test('HEAD does not open an event stream', async () => {
  const { body } = await pay(shop);
  expect((await call(shop, `/payments/${body.handle}/events`, { method: 'HEAD' })).status).toBe(405);
});

test('a payment has a limited number of concurrent event streams; further forms poll instead', async () => {
  const { body } = await pay(shop);
  const open = async (): Promise<{ readonly status: number; close(): void }> => {
    const gone = new AbortController();
    const { status: code } = await fetch(`${shop.url}/eximpe/payments/${body.handle}/events`, { signal: gone.signal });
    return { status: code, close: () => gone.abort() };
  };
  const streams = await Promise.all(Array.from({ length: 24 }, open));
  const opened = streams.filter(({ status: code }) => code === 200);
  expect(opened).toHaveLength(20);
  expect(new Set(streams.map(({ status: code }) => code))).toEqual(new Set([200, 429]));
  expect((await status(shop, body.handle)).status).toBe(200);
  opened[0]?.close();
  await eventually(async () => (await open()).status === 200);
  expect((await open()).status).toBe(429);
});

test('a name with control characters is refused', async () => {
  const { card, ...rest } = cardRequest(VISA_DEBIT);
  const answer = await pay(shop, { ...rest, card: { ...card, holderName: 'a\r\nb' } });
  expect(answer.body).toMatchObject({ code: 'request_invalid', fields: ['card.holderName'] });
});

test.each<[string, () => void | Promise<void>]>([
  [
    'throws',
    () => {
      throw new Error('metrics down');
    },
  ],
  ['rejects', async () => Promise.reject(new Error('metrics down'))],
])('an onEvent that %s stops no payment, and is written down', async (_, onEvent) => {
  await shop.close();
  shop = await openShop({ kit: { onEvent } });
  expect((await pay(shop)).status).toBe(201);
  await eventually(() => shop.logLines.some((line) => line.includes('onEvent threw') && line.includes('metrics down')));
});
