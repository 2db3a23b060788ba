import type { CheckoutAnswer } from '@eximpe/contract';
import { afterEach, expect, test } from 'vitest';
import { call, cardRequest, eventually, newAttemptId, openShop, pay, post, VISA_DEBIT, type Shop } from './shop.ts';

let shop: Shop;
afterEach(() => shop.close());
const lookups = (): number => shop.simulator.control.requests().filter(({ path }) => path === '/pg/bin/').length;
const checkout = async (): Promise<CheckoutAnswer> => (await call<CheckoutAnswer>(shop, '/checkouts/ORDER-1')).body;

test('without BIN lookup the shopper is asked, and nothing is charged before', async () => {
  shop = await openShop();
  shop.simulator.control.addFault({
    method: 'POST',
    path: '/pg/bin/',
    status: 403,
    body: { detail: 'You do not have permission to perform this action.' },
  });
  // No request waits for that result.
  expect((await checkout()).mop).toBe('detected');
  await eventually(async () => (await checkout()).mop === 'ask');
  expect(await pay(shop)).toMatchObject({ status: 422, body: { code: 'card_type_needed' } });
  expect(lookups()).toBe(1);
  expect(shop.simulator.control.orders()).toHaveLength(0);
  expect((await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-1', { mop: 'debit_card' }))).status).toBe(201);
});

test('a lookup that fails once is retried; if it fails twice, the shopper is asked this time', async () => {
  shop = await openShop();
  expect((await checkout()).mop).toBe('detected');
  await eventually(() => lookups() === 1);
  shop.simulator.control.addFault({ method: 'POST', path: '/pg/bin/', nth: 1, drop: 'before' });
  expect((await pay(shop)).status).toBe(201);
  for (let fault = 0; fault < 2; fault += 1) {
    shop.simulator.control.addFault({ method: 'POST', path: '/pg/bin/', nth: 1, drop: 'before' });
  }
  expect((await pay(shop, cardRequest('4012001037141112', 'ORDER-2'))).body.code).toBe('card_type_needed');
  expect((await pay(shop, cardRequest('4012001037141112', 'ORDER-2'))).status).toBe(201);
});

test('a slow lookup does not delay a payment: the shopper is asked, and the answer is enough', async () => {
  shop = await openShop();
  shop.simulator.control.addFault({ method: 'POST', path: '/pg/bin/', delayMs: 86_400_000 });
  expect((await checkout()).mop).toBe('detected');
  expect((await pay(shop)).body.code).toBe('card_type_needed');
  const before = lookups();
  expect((await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-1', { mop: 'debit_card' }))).status).toBe(201);
  expect(lookups()).toBe(before);
});

test('a shopper’s answer of credit or debit needs no lookup; the network of an earlier lookup counts', async () => {
  shop = await openShop();
  const rupay = '6082015309577308';
  const said = { mop: 'debit_card' } as const;
  expect((await pay(shop, cardRequest(rupay, 'ORDER-1', said))).body.network).toBe('visa');
  expect(lookups()).toBe(0);
  expect((await post(shop, '/bin', { bin: rupay.slice(0, 8) })).status).toBe(200);
  expect((await pay(shop, cardRequest(rupay, 'ORDER-2', said))).body.network).toBe('rupay');
  expect(lookups()).toBe(1);
});

test('if nothing answers at EximPe’s address, the log says so, and the shopper is not asked for credit or debit', async () => {
  shop = await openShop({ baseUrl: 'http://127.0.0.1:9' });
  expect((await checkout()).mop).toBe('detected');
  const attempt = newAttemptId();
  expect(await pay(shop, cardRequest(VISA_DEBIT), attempt)).toMatchObject({
    status: 502,
    body: { code: 'gateway_unreachable', message: expect.stringContaining('http://127.0.0.1:9') as string },
  });
  expect(shop.logLines.join('\n')).toContain('is the simulator running?');
  expect((await call(shop, `/attempts/${attempt}`)).body).toMatchObject({ code: 'attempt_unknown' });
});

test('with wrong credentials the shopper is not asked for credit or debit', async () => {
  shop = await openShop({ kit: { clientSecret: 'wrong' } });
  expect((await checkout()).mop).toBe('detected');
  expect(await pay(shop)).toMatchObject({ status: 500, body: { code: 'merchant_misconfigured' } });
});

test('a shop can have the shopper asked always', async () => {
  shop = await openShop({ kit: { cardTypes: 'ask' } });
  expect((await checkout()).mop).toBe('ask');
  expect((await pay(shop)).body.code).toBe('card_type_needed');
  expect(shop.simulator.control.requests().filter(({ path }) => path === '/pg/bin/')).toHaveLength(0);
});

test('the network from the issuer’s data takes precedence over the form’s', async () => {
  shop = await openShop({ kit: { networks: ['visa', 'rupay'] } });
  expect((await pay(shop, cardRequest('6082015309577308'))).body.network).toBe('rupay');
  expect(await pay(shop, cardRequest('5123456789012346', 'ORDER-2'))).toMatchObject({
    status: 422,
    body: { code: 'network_not_accepted' },
  });
});
