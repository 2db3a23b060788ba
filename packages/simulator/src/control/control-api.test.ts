// Controlling a simulator over HTTP, as a merchant's tests in any language would.
import { Script } from 'node:vm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../simulator.ts';
import { call, listener, orderBody, type Listener } from '../testing/merchant.ts';

let merchant: Listener;
let simulator: Simulator;

beforeEach(async () => {
  merchant = await listener();
  simulator = await startSimulator({ seed: 'control', speed: 0, webhookUrl: merchant.url });
});

afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

const control = (method: string, path: string, body?: unknown) => call(simulator, method, `/__simulator${path}`, body);
const create = async (changes: Record<string, unknown> = {}) =>
  (await call(simulator, 'POST', '/pg/orders/', orderBody(changes))).body.data.order_id as string;
const status = async (id: string) => (await call(simulator, 'GET', `/pg/orders/${id}/status/`)).body.data.status;

describe('outcomes', () => {
  test('are forced once and stay', async () => {
    const id = await create();
    expect((await control('POST', `/orders/${id}/outcome`, { outcome: 'insufficient-funds' })).body).toMatchObject({
      changed: true,
    });
    expect((await control('POST', `/orders/${id}/outcome`, { outcome: 'paid' })).body).toMatchObject({
      changed: false,
    });
    expect(await status(id)).toBe('failed');
    expect(await merchant.nth(1)).toMatchObject({ headers: { 'x-webhook-event': 'PAYMENT_FAILED' } });
  });

  test('only a failed payment can be captured late, and only once', async () => {
    const id = await create();
    expect((await control('POST', `/orders/${id}/late-capture`)).body).toMatchObject({ changed: false });
    await control('POST', `/orders/${id}/outcome`, { outcome: 'declined' });
    expect((await control('POST', `/orders/${id}/late-capture`)).body).toMatchObject({
      changed: true,
      order: { clientId: 'sim_client', merchantId: null, capturedAt: expect.any(String) },
    });
    expect((await control('POST', `/orders/${id}/late-capture`)).body).toMatchObject({ changed: false });
    expect(await status(id)).toBe('payment_successful');
    expect(await merchant.nth(2)).toMatchObject({ headers: { 'x-webhook-event': 'PAYMENT_SUCCESSFUL' } });
  });

  test('an unknown order or outcome is reported in a sentence', async () => {
    expect(await control('POST', '/orders/OD1/outcome', { outcome: 'paid' })).toEqual({
      status: 404,
      body: { error: 'No order has the id OD1.' },
    });
    expect(await control('POST', '/orders/OD1/outcome', { outcome: 'x' })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('outcome') },
    });
  });
});

describe('webhooks', () => {
  test('can be false on request, without changing the payment', async () => {
    const id = await create();
    await control('POST', `/orders/${id}/webhooks`, {
      event: 'PAYMENT_SUCCESSFUL',
      signature: 'wrong',
      oldShape: true,
      ageSeconds: 60,
    });
    expect(JSON.parse((await merchant.nth(1)).body).data.status).toBe('captured');
    expect(await status(id)).toBe('payment_pending');
  });

  test('of a payout', async () => {
    const id = await create();
    expect((await control('POST', `/orders/${id}/payout`)).body).toEqual({ changed: false });
    await control('POST', `/orders/${id}/outcome`, { outcome: 'paid' });
    expect((await control('POST', `/orders/${id}/payout`)).body).toEqual({ changed: true });
    expect(JSON.parse((await merchant.nth(2)).body)).toMatchObject({
      event_type: 'PAYMENT_SETTLED',
      data: { settlements: [{ settlement_amount: 976.4 }] },
    });
    const { body } = await call(simulator, 'GET', `/pg/orders/${id}/`);
    expect(body.data.payments[0].settlement).toMatchObject({
      status: 'settled',
      settlement_details: { merchant_net_amount: '976.40' },
    });
  });

  test('of a dispute, from when it is raised until it is closed', async () => {
    const id = await create();
    expect((await control('POST', `/orders/${id}/dispute`, {})).body).toEqual({ changed: false });
    await control('POST', `/orders/${id}/outcome`, { outcome: 'paid' });
    await control('POST', `/orders/${id}/dispute`, {});
    await control('POST', `/orders/${id}/dispute`, { status: 'CLOSED_IN_MERCHANT_FAVOUR' });
    const [raised, closed] = [await merchant.nth(2), await merchant.nth(3)].map(({ body }) => JSON.parse(body));
    expect(raised).toMatchObject({ event_type: 'DISPUTE_UPDATED', order_id: id, chargeback_status: 'NEW' });
    expect(closed).toEqual({ ...raised, chargeback_status: 'CLOSED_IN_MERCHANT_FAVOUR' });
    expect((await control('POST', `/orders/${id}/dispute`, { status: 'LOST' })).status).toBe(400);
  });

  test('can be held, listed and fired', async () => {
    await control('POST', '/webhooks/hold');
    await control('POST', `/orders/${await create()}/outcome`, { outcome: 'paid' });
    const [event] = (await control('GET', '/webhooks')).body;
    expect(event).toMatchObject({ state: 'held', attempts: [] });
    expect((await control('POST', `/webhooks/${event.sequenceNumber}/fire`)).body).toMatchObject({
      state: 'received',
      attempts: [{ status: 200 }],
    });
  });

  test('can be sent to another address from now on', async () => {
    expect((await control('PUT', '/webhook-url', { webhookUrl: 'ftp://x' })).status).toBe(400);
    await control('PUT', '/webhook-url', { webhookUrl: null });
    await control('POST', `/orders/${await create()}/outcome`, { outcome: 'paid' });
    expect((await control('GET', '/webhooks')).body).toEqual([]);
  });
});

describe('faults', () => {
  test('affect only the n-th call of a route', async () => {
    const id = await create();
    await control('POST', '/faults', {
      method: 'GET',
      path: '/pg/orders/*/status/',
      nth: 2,
      status: 503,
      body: '<h1>busy</h1>',
    });
    const statuses = [];
    for (let n = 0; n < 3; n += 1) statuses.push((await call(simulator, 'GET', `/pg/orders/${id}/status/`)).status);
    expect(statuses).toEqual([200, 503, 200]);
  });

  test('can drop the answer for an order that was created', async () => {
    await control('POST', '/faults', { method: 'POST', path: '/pg/orders/', drop: 'after' });
    await expect(create({ reference_id: 'GONE-1' })).rejects.toThrow();
    await control('DELETE', '/faults');
    expect((await call(simulator, 'GET', '/pg/payments/?reference_id=GONE-1')).body.data.count).toBe(1);
  });

  test('an invalid rule is refused', async () => {
    expect(await control('POST', '/faults', { path: 'x', nht: 1 })).toMatchObject({
      status: 400,
      body: { error: expect.stringContaining('path') },
    });
  });
});

describe('the list of requests', () => {
  test('shows what was sent, without card data and secrets', async () => {
    await create({ reference_id: '4895380110000003' });
    const text = JSON.stringify((await control('GET', '/requests')).body);
    expect(text).toContain('XXXXXXXXXXXX0003');
    expect(text).toContain('john.doe@example.com');
    for (const secret of ['4895380110000003', '"123"', 'sim_secret']) expect(text).not.toContain(secret);
  });
});

describe('time and reset', () => {
  test('the clock is moved on request', async () => {
    const before = Date.parse((await control('GET', '/state')).body.now);
    const after = Date.parse((await control('POST', '/clock/advance', { seconds: 60 })).body.now);
    expect(after - before).toBe(60_000);
  });

  test('the same seed and requests give the same answers, even after a reset', async () => {
    const twin = await startSimulator({ seed: 'control', speed: 0 });
    const body = orderBody();
    const ask = async (one: Simulator) => {
      const { data } = (await call(one, 'POST', '/pg/orders/', body)).body;
      const template = Buffer.from(data.acs_template, 'base64').toString().replaceAll(`:${one.port}/`, ':PORT/');
      return [data.order_id, template];
    };
    const first = await ask(simulator);
    expect(await ask(twin)).toEqual(first);
    await twin.close();
    await control('POST', '/reset');
    expect(await ask(simulator)).toEqual(first);
  });
});

describe('access', () => {
  test('is refused for pages of other sites', async () => {
    const response = await fetch(`${simulator.url}/__simulator/reset`, {
      method: 'POST',
      headers: { 'sec-fetch-site': 'cross-site' },
    });
    expect(response.status).toBe(403);
  });

  test('requires the control token if there is one, except for the test cards', async () => {
    const guarded = await startSimulator({ controlToken: 'open-sesame' });
    const get = (path: string, headers = {}) => fetch(`${guarded.url}/__simulator${path}`, { headers });
    expect((await get('/state')).status).toBe(401);
    expect((await get('/state', { authorization: 'Bearer open-sesame' })).status).toBe(200);
    expect((await get('/test-cards')).status).toBe(200);
    await guarded.close();
  });
});

describe('the page on /', () => {
  test('contains no data, and a script that parses', async () => {
    await create({ reference_id: 'NOT-ON-THE-PAGE' });
    const page = await fetch(simulator.url);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'self'");
    expect(await page.text()).not.toContain('NOT-ON-THE-PAGE');
    const script = await (await fetch(`${simulator.url}/__simulator/page.js`)).text();
    expect(() => new Script(`(async () => {${script}})`)).not.toThrow();
  });
});
