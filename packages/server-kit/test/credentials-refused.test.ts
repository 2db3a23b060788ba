import { afterEach, beforeEach, expect, test } from 'vitest';
import { MemoryStore } from '../src/index.ts';
import { call, eventually, newAttemptId, openShop, pay, status, type Shop } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ kit: { identifyCustomer: () => 'asha' } });
});
afterEach(() => shop.close());

const REFUSAL = { success: false, error: { code: 'ERR_AUTH_001', message: 'Invalid credentials' } };
const refuse = (method: 'GET' | 'POST', path: string): void =>
  void shop.simulator.control.addFault({ method, path, status: 401, body: REFUSAL });
const said = (): number => shop.logLines.filter((line) => line.includes('EXIMPE_CREDENTIALS_REFUSED')).length;

test('during a payment: it stays pending, which is logged once, and is decided when EximPe answers again', async () => {
  shop.simulator.control.holdWebhooks();
  const { body } = await pay(shop);
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  refuse('GET', `/pg/orders/${body.orderId ?? ''}/status/`);
  for (let look = 0; look < 3; look += 1) {
    await shop.later(120_000);
    const now = (await status(shop, body.handle)).body;
    expect(now.status).toBe('pending');
    expect(now.problem).toBeUndefined();
  }
  expect(said()).toBe(1);
  expect(shop.events.filter(({ type }) => type === 'gateway.error').length).toBeGreaterThan(1);
  expect(shop.events).toContainEqual(expect.objectContaining({ type: 'gateway.error', attempt: body.attempt }));
  shop.simulator.control.clearFaults();
  await shop.later(600_000);
  await eventually(async () => (await status(shop, body.handle)).body.status === 'successful');
});

test('for saved cards: it is reported as the shop’s fault, not as a lost connection', async () => {
  refuse('GET', '/pg/tokens/');
  const saved = { checkout: 'ORDER-1', card: { kind: 'saved', id: 'x'.repeat(32) } };
  for (const answer of [await call(shop, '/saved-cards'), await pay(shop, saved)]) {
    expect(answer).toMatchObject({ status: 500, body: { code: 'merchant_misconfigured' } });
  }
  expect(said()).toBe(1);
});

test('for an attempt that a restart may have forgotten: its form does not wait forever', async () => {
  await shop.close();
  shop = await openShop({ kit: { store: new MemoryStore() } });
  refuse('GET', '/pg/payments/');
  expect(await call(shop, `/attempts/${newAttemptId()}`)).toMatchObject({
    status: 500,
    body: { code: 'merchant_misconfigured', message: expect.stringContaining('Invalid credentials') as string },
  });
});

test('in production the problem only says that the shop has to look', async () => {
  await shop.close();
  shop = await openShop({ kit: { environment: 'production', identifyCustomer: () => 'asha' } });
  refuse('GET', '/pg/tokens/');
  const { body } = await call(shop, '/saved-cards');
  expect(body).toMatchObject({ code: 'merchant_misconfigured' });
  expect(JSON.stringify(body)).not.toContain('Invalid credentials');
});
