import express from 'express';
import helmet from 'helmet';
import { afterEach, expect, test } from 'vitest';
import { MemoryStore, type Health } from '../src/index.ts';
import {
  call,
  cardRequest,
  CHECKOUT,
  eventually,
  newAttemptId,
  openShop,
  pay,
  VISA_DEBIT,
  type Shop,
  type ShopOptions,
} from './shop.ts';
import { wrapped } from './wrapped-store.ts';

let shop: Shop;
afterEach(() => shop.close());
const said = (): string => shop.logLines.join('\n');
const open = async (options: ShopOptions): Promise<void> => {
  shop = await openShop(options);
};

test.each<[string, object, RegExp]>([
  ['a price that is a number', { ...CHECKOUT, amount: 1000 }, /amount: /],
  ['a price without decimals', { ...CHECKOUT, amount: '1000' }, /amount: must be rupees with two decimals/],
  [
    'a phone number without a country code',
    { ...CHECKOUT, buyer: { ...CHECKOUT.buyer, phone: '9812345678' } },
    /buyer\.phone: must be in international form/,
  ],
  [
    'a five-digit PIN code',
    { ...CHECKOUT, buyer: { ...CHECKOUT.buyer, address: { postalCode: '12345' } } },
    /buyer\.address\.postalCode: must be an Indian PIN code/,
  ],
  [
    'goods without an HSN code',
    { ...CHECKOUT, product: { name: 'x', typeOfGoods: 'physical_goods' } },
    /product\.hsCode: is required for physical goods/,
  ],
])(
  'resolveCheckout with %s: the log names the field, the shopper’s message only in the sandbox',
  async (_, checkout, message) => {
    const resolveCheckout = () => checkout as typeof CHECKOUT;
    await open({ kit: { resolveCheckout, environment: 'production' } });
    const answer = await pay(shop);
    expect(answer).toMatchObject({ status: 500, body: { code: 'merchant_misconfigured' } });
    expect(JSON.stringify(answer.body)).not.toMatch(/phone|amount|postal|hsCode/);
    expect(said()).toMatch(message);
    await shop.close();
    await open({ kit: { resolveCheckout } });
    expect((await pay(shop)).body).toMatchObject({
      code: 'merchant_misconfigured',
      message: expect.stringMatching(message) as string,
    });
  },
);

test('version 1 of the API requires the full address', async () => {
  const bare = { ...CHECKOUT, buyer: { ...CHECKOUT.buyer, address: { postalCode: '682002' } } };
  await open({ kit: { apiVersion: '1.0.0', resolveCheckout: () => bare } });
  expect((await pay(shop)).status).toBe(500);
  expect(said()).toMatch(/buyer\.address\.line1: is required by version 1\.0\.0/);
});

test('a hook that throws is logged, and the shopper gets a friendly message', async () => {
  await open({ kit: { resolveCheckout: () => Promise.reject(new Error('database is away')) } });
  expect(await pay(shop)).toMatchObject({ status: 500, body: { code: 'merchant_misconfigured' } });
  expect(said()).toContain('database is away');
});

test.each<[string, unknown, Record<string, string>, string]>([
  ['a proxy that is not trusted', undefined, { 'x-forwarded-for': '1.2.3.4' }, 'EXIMPE_TRUST_PROXY_UNSET'],
  ['trust for everyone', true, {}, 'EXIMPE_TRUST_PROXY_PERMISSIVE'],
])('%s is said once', async (_, trust, headers, code) => {
  await open({ before: (app) => void (trust !== undefined && app.set('trust proxy', trust)) });
  for (let request = 0; request < 3; request += 1) await call(shop, '/checkouts/ORDER-1', { headers });
  expect(said().split(code).length - 1).toBe(1);
});

test('session middleware in front of the return is reported, and its cookie is not sent', async () => {
  await open({
    before: (app) =>
      void app.use((request, response, next) => {
        Object.assign(request, { session: {} });
        const writeHead = response.writeHead.bind(response) as (...args: unknown[]) => typeof response;
        response.writeHead = ((...args: unknown[]) => {
          response.setHeader('Set-Cookie', 'sid=new');
          return writeHead(...args);
        }) as typeof response.writeHead;
        next();
      }),
  });
  const answer = await call(shop, `/return/${newAttemptId()}`, {
    method: 'POST',
    body: new URLSearchParams({ status: 'captured' }),
  });
  expect(answer.status).toBe(200);
  expect(answer.headers.get('set-cookie')).toBeNull();
  expect(said()).toContain('EXIMPE_SESSION_BEFORE_RETURN');
});

test('helmet in front of the kit does not spoil its pages', async () => {
  await open({ before: (app) => void app.use(helmet({ frameguard: { action: 'deny' } })) });
  const { headers } = await call(shop, `/challenge/wait/${newAttemptId()}`);
  expect(headers.get('content-security-policy')).toMatch(/^default-src 'none'; script-src 'self' 'nonce-/);
  expect(headers.get('x-frame-options')).toBeNull();
  expect(headers.get('cross-origin-opener-policy')).toBe('unsafe-none');
});

test('payments in memory are warned about in production', async () => {
  await open({ kit: { environment: 'production' } });
  expect(said()).toContain('EXIMPE_MEMORY_STORE_IN_PRODUCTION');
});

test('a clock that differs from EximPe’s is reported once', async () => {
  await open({});
  shop.aheadMs += 10 * 60_000;
  for (const checkout of ['ORDER-1', 'ORDER-2']) await pay(shop, cardRequest(VISA_DEBIT, checkout));
  expect(said().match(/EXIMPE_CLOCK_SKEW","help/g)).toHaveLength(1);
});

test('health is not ready while the store is unreachable', async () => {
  const away = wrapped(new MemoryStore(), () => ({ ping: () => Promise.reject(new Error('no route to the store')) }));
  await open({ kit: { store: away } });
  expect(await call(shop, '/health')).toMatchObject({
    status: 503,
    body: { ready: false, store: { reachable: false } },
  });
});

test('while the kit is closing, even if asked twice, health is not ready and nothing new is charged', async () => {
  shop = await openShop();
  expect(await call(shop, '/health')).toMatchObject({ status: 200, body: { ready: true } });
  await Promise.all([shop.kit.close(), shop.kit.close()]);
  expect(await call(shop, '/health')).toMatchObject({ status: 503, body: { ready: false } });
  const attempt = newAttemptId();
  const refused = await pay(shop, cardRequest(VISA_DEBIT), attempt);
  expect(refused).toMatchObject({ status: 503, body: { code: 'gateway_unreachable' } });
  expect(refused.headers.get('retry-after')).toBe('5');
  expect(await call(shop, `/attempts/${attempt}`)).toMatchObject({ status: 404, body: { code: 'attempt_unknown' } });
  expect(shop.simulator.control.orders()).toEqual([]);
});

test('health of a closed kit says so, without an error even if its store is gone too', async () => {
  let isGone = false;
  const store = wrapped(new MemoryStore(), (inner) => ({
    ping: () => (isGone ? Promise.reject(new Error('the connection is closed')) : inner.ping()),
  }));
  await open({ kit: { store } });
  expect(await call(shop, '/health')).toMatchObject({ status: 200, body: { ready: true, closing: false } });
  await shop.kit.close();
  isGone = true;
  expect(await call(shop, '/health')).toMatchObject({ status: 503, body: { ready: false, closing: true } });
  expect(said()).not.toContain("the store can't be reached");
});

test('a store that hangs does not block: every route answers, and the form asks about its payment later', async () => {
  const never = (): Promise<never> => new Promise(() => undefined);
  const names = ['ping', 'find', 'open', 'ofCheckout', 'get', 'put', 'claim', 'backlog', 'countDue', 'time'] as const;
  const hanging = wrapped(new MemoryStore(), () => Object.fromEntries(names.map((name) => [name, never])));
  await open({ kit: { store: hanging, limits: false } });
  const [health, checkout, paid] = await Promise.all([
    call(shop, '/health'),
    call(shop, '/checkouts/ORDER-1'),
    pay(shop),
  ]);
  expect(health).toMatchObject({ status: 503, body: { store: { reachable: false } } });
  expect(checkout.status).toBe(500);
  expect(paid).toMatchObject({ status: 502, body: { code: 'gateway_unreachable' } });
  expect(said()).toContain('the store did not answer');
  expect(shop.simulator.control.orders()).toEqual([]);
});

test.each<[string, string, boolean]>([
  ['evicts', 'always', true],
  ['forgets', 'in production', false],
])('a store that %s is reported in the log, by health and by the doctor, %s', async (fault, matters, isSaid) => {
  const says = 'it does not keep what it is given: mend that';
  const unfit = wrapped(new MemoryStore(), () => ({ examine: async () => [{ fault, says, matters } as never] }));
  await open({ kit: { store: unfit } });
  await eventually(async () => {
    const { body } = await call<Health>(shop, '/health');
    return body.store.faults.includes(fault) === isSaid;
  });
  const finding = (await shop.kit.doctor('/eximpe')).find(({ check }) => check === 'store');
  expect(finding).toMatchObject({ ok: !isSaid, ...(isSaid ? { says } : {}) });
  expect(said().includes('EXIMPE_STORE_UNFIT')).toBe(isSaid);
});

test('health reports deliveries that the shop does not accept', async () => {
  await open({ kit: { onPaid: () => Promise.reject(new Error('no')) } });
  const { body } = await pay(shop);
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  await eventually(() => said().includes('onPaid threw'));
  const health = async (): Promise<Health> => (await call<Health>(shop, '/health')).body;
  await eventually(async () => (await health()).outbox.waiting === 1);
  expect(await health()).toMatchObject({ ready: true, store: { durable: false, reachable: true }, overdue: 0 });
});

test('the doctor accepts a correct mount', async () => {
  await open({});
  const findings = await shop.kit.doctor('/eximpe');
  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
  expect(findings.length).toBeGreaterThan(6);
});

test('the doctor detects a parsed body, a cookie on the return and open CORS', async () => {
  await open({
    before: (app) =>
      void app.use(express.json(), (_request, response, next) => {
        response.setHeader('Access-Control-Allow-Origin', '*');
        next();
      }),
  });
  const wrong = (await shop.kit.doctor('/eximpe')).filter(({ ok }) => !ok).map(({ check }) => check);
  expect(wrong).toEqual(['webhook', 'other sites', 'webhook key']);
});
