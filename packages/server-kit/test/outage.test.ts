import { afterEach, beforeEach, expect, test } from 'vitest';
import {
  call,
  cardRequest,
  newAttemptId,
  openShop,
  pay,
  status,
  VISA_DEBIT,
  type Answer,
  type Paid,
  type Shop,
} from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const sent = (): number => shop.simulator.control.requests().length;
const charges = (): number => shop.simulator.control.requests().filter(({ path }) => path === '/pg/orders/').length;
let orders = 0;
const payOnce = (attempt = newAttemptId()): Promise<Answer<Paid>> =>
  pay(shop, cardRequest(VISA_DEBIT, `ORDER-${(orders += 1)}`, { mop: 'debit_card' }), attempt);

function goDown(): void {
  for (const path of ['/pg/orders/', '/pg/payments/', '/pg/orders/*/status/']) {
    shop.simulator.control.addFault({ path, drop: 'before' });
  }
}

test('while EximPe is down, payments are refused at once, certainly uncharged, and no shopper waits', async () => {
  goDown();
  // Each is a charge and a request for its outcome.
  for (let payment = 0; payment < 3; payment += 1) expect((await payOnce()).body.status).toBe('pending');
  const before = sent();
  const attempt = newAttemptId();
  expect(await payOnce(attempt)).toMatchObject({
    status: 502,
    body: { code: 'gateway_unreachable', message: expect.stringContaining('circuit breaker') as string },
  });
  expect(sent()).toBe(before);
  expect((await call(shop, `/attempts/${attempt}`)).body).toMatchObject({ code: 'attempt_unknown' });
  expect(shop.events.filter(({ type }) => type === 'gateway.down')).toHaveLength(1);
  expect(shop.logLines.join('\n')).toContain('EXIMPE_GATEWAY_DOWN');
});

test('five seconds later a payment succeeds again, even for the same checkout', async () => {
  goDown();
  for (let payment = 0; payment < 3; payment += 1) await payOnce();
  const request = cardRequest(VISA_DEBIT, 'ORDER-AGAIN', { mop: 'debit_card' });
  expect((await pay(shop, request)).status).toBe(502);
  shop.simulator.control.clearFaults();
  await shop.later(5_000);
  const before = charges();
  expect((await pay(shop, request)).status).toBe(201);
  expect(charges()).toBe(before + 1);
  expect(shop.events.filter(({ type }) => type === 'gateway.up')).toHaveLength(1);
});

test('a payment in progress when EximPe goes down stays pending, and settles when it is back', async () => {
  shop.simulator.control.holdWebhooks();
  const { body } = await payOnce();
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  goDown();
  for (let payment = 0; payment < 3; payment += 1) await payOnce();
  await shop.later(31_000);
  expect((await status(shop, body.handle)).body.status).toBe('pending');
  shop.simulator.control.clearFaults();
  await shop.later(2 * 60_000);
  expect((await status(shop, body.handle)).body.status).toBe('successful');
});

test('a charge whose connection breaks is not repeated', async () => {
  shop.simulator.control.addFault({ method: 'POST', path: '/pg/orders/', drop: 'after' });
  expect((await payOnce()).status).toBe(201);
  expect(charges()).toBe(1);
});
