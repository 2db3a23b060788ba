import { afterEach, expect, test } from 'vitest';
import type { EximpeKitOptions } from '../src/index.ts';
import {
  call,
  cardFor,
  cardRequest,
  newAttemptId,
  openShop,
  pay,
  post,
  VISA_DEBIT,
  type Shop,
  type ShopOptions,
} from './shop.ts';

let shop: Shop;
afterEach(() => shop.close());
const open = async (limits: EximpeKitOptions['limits'], more: ShopOptions = {}): Promise<void> => {
  shop = await openShop({ ...more, kit: { limits, ...more.kit } });
};
const declined = cardFor('frictionless-declined');
/** Not among the documented ones. */
const DECLINED_CARDS = ['4000000000000002', '4000000000000010', '4000000000000028', '4000000000000036'];
const [another = ''] = DECLINED_CARDS;

test('a checkout accepts a limited number of cards; the same card counts once', async () => {
  await open({ checkout: { points: 2, seconds: 600 } });
  for (const card of [declined, declined, declined, ...DECLINED_CARDS.slice(0, 1)]) {
    const { status } = await pay(shop, cardRequest(card, 'ORDER-1', { mop: 'debit_card' }));
    expect(status).toBe(201);
  }
  await open({ checkout: { points: 1, seconds: 600 } });
  expect((await pay(shop, cardRequest(declined))).status).toBe(201);
  const stopped = await pay(shop, cardRequest(another));
  expect(stopped).toMatchObject({ status: 429, body: { code: 'too_many_attempts' } });
  expect(Number(stopped.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(shop.logLines.join('\n')).toContain('limits.checkout');
  expect((await pay(shop, cardRequest(another, 'ORDER-2', { mop: 'debit_card' }))).status).toBe(201);
});

test('a payment counts once, even if it first has to ask EximPe about an earlier one that failed', async () => {
  await open({ customer: { points: 2, seconds: 600 } });
  const { body } = await pay(shop);
  shop.simulator.control.holdWebhooks();
  await shop.simulator.control.force(body.orderId ?? '', 'declined');
  // The kit knows the first one as pending until it asks.
  await shop.later(2_000);
  expect((await pay(shop)).status).toBe(201);
});

/** Statuses of consecutive payments, each for its own checkout. */
async function statuses(cards: readonly string[]): Promise<number[]> {
  const found: number[] = [];
  for (const card of cards) {
    const request = cardRequest(card, `ORDER-${newAttemptId()}`, { mop: 'debit_card' });
    found.push((await pay(shop, request)).status);
  }
  return found;
}
const declining: ShopOptions = { simulator: { scenario: 'frictionless-declined' } };

test('a declined card can’t be tried on one checkout after another', async () => {
  await open({ card: { points: 3, seconds: 600 } });
  expect(await statuses([declined, declined, declined, declined])).toEqual([201, 201, 201, 429]);
  expect(shop.events).toContainEqual({ type: 'limit.reached', limit: 'card' });
  expect(await statuses([VISA_DEBIT])).toEqual([201]);
});

test('a card that pays can pay any number of times', async () => {
  await open({ card: { points: 1, seconds: 600 }, addressDeclines: { points: 1, seconds: 600 } });
  const paying = cardFor('frictionless');
  expect(await statuses([paying, paying, paying, paying])).toEqual([201, 201, 201, 201]);
});

test('an address whose payments are declined is blocked, whatever the card', async () => {
  await open({ addressDeclines: { points: 3, seconds: 600 } }, declining);
  const [card = ''] = DECLINED_CARDS;
  expect(await statuses([card, card, ...DECLINED_CARDS.slice(1)])).toEqual([201, 201, 201, 429, 429]);
  expect(shop.events).toContainEqual({ type: 'limit.reached', limit: 'addressDeclines' });
});

test('an address is blocked by the number of declined cards; a card that is declined again counts once', async () => {
  await open({ addressCards: { points: 2, seconds: 600 } }, declining);
  const [card = '', other = '', third = ''] = DECLINED_CARDS;
  expect(await statuses([card, card, card, other, third])).toEqual([201, 201, 201, 201, 429]);
});

test('any number of shoppers behind one address can pay', async () => {
  await open({});
  const first = newAttemptId();
  const paid = await Promise.all(
    Array.from({ length: 120 }, (_, phone) =>
      pay(shop, cardRequest(cardFor('frictionless'), `ORDER-${first}-${phone}`, { mop: 'debit_card' })),
    ),
  );
  expect(new Set(paid.map(({ status }) => status))).toEqual(new Set([201]));
});

test('a shopper whose payments are declined is blocked, and an attempt reported twice counts once', async () => {
  await open({ customerDeclines: { points: 2, seconds: 600 } });
  const attempt = newAttemptId();
  for (let repeat = 0; repeat < 4; repeat += 1) {
    expect((await pay(shop, cardRequest(declined), attempt)).body.status).toBe('failed');
  }
  expect((await pay(shop, cardRequest(declined))).status).toBe(201);
  expect((await pay(shop, cardRequest(declined))).status).toBe(429);
  expect((await pay(shop, cardRequest(declined, 'ORDER-2'))).status).toBe(201);
});

test('a charge that EximPe refuses with a reason from the bank counts as declined; other refusals don’t', async () => {
  await open({ addressDeclines: { points: 1, seconds: 600 } });
  const refuse = (code: string): void => {
    const body = { success: false, error: { code, message: 'no' } };
    shop.simulator.control.addFault({ method: 'POST', path: '/pg/orders/', status: 400, body });
  };
  refuse('ERR_ORDER_002');
  expect(await statuses([VISA_DEBIT, VISA_DEBIT])).toEqual([500, 500]);
  shop.simulator.control.clearFaults();
  refuse('INSUFFICIENT_FUNDS');
  expect(await statuses([VISA_DEBIT, VISA_DEBIT])).toEqual([402, 429]);
});

test('a limit names its option in the sandbox, but not in production', async () => {
  await open({ checkout: { points: 1, seconds: 600 } });
  const messageIn = async (environment: 'sandbox' | 'production'): Promise<unknown> => {
    await shop.close();
    await open({ checkout: { points: 1, seconds: 600 } }, { kit: { environment } });
    await pay(shop, cardRequest(declined));
    return (await pay(shop, cardRequest(another))).body;
  };
  expect(await messageIn('sandbox')).toMatchObject({ message: expect.stringContaining('limits.checkout') as string });
  expect(await messageIn('production')).toMatchObject({ message: 'Too many attempts.' });
});

test.each([
  ['checkout', {}],
  ['addressCards', declining],
] as const)('any number of documented test cards fit into the limit %s in the sandbox', async (limit, more) => {
  const tryAll = async (environment: 'sandbox' | 'production'): Promise<number[]> => {
    await open({ [limit]: { points: 1, seconds: 600 } }, { ...more, kit: { environment } });
    const found: number[] = [];
    for (const card of [VISA_DEBIT, '4111111111111111', '5123456789012346']) {
      found.push((await pay(shop, cardRequest(card, 'ORDER-1', { mop: 'debit_card' }))).status);
    }
    await shop.close();
    return found;
  };
  expect(await tryAll('sandbox')).not.toContain(429);
  expect(await tryAll('production')).toContain(429);
});

test('the documented test cards, which everybody uses, are not counted in the sandbox', async () => {
  await open({ card: { points: 1, seconds: 600 } }, declining);
  expect(await statuses([VISA_DEBIT, VISA_DEBIT])).toEqual([201, 201]);
  await shop.close();
  await open({ card: { points: 1, seconds: 600 } }, { ...declining, kit: { environment: 'production' } });
  expect(await statuses([VISA_DEBIT, VISA_DEBIT])).toEqual([201, 429]);
});

test('floods from one address are limited, and a header can’t forge the address unless the app trusts a proxy', async () => {
  await open({ address: { points: 2, seconds: 600 } });
  const from = (address: string): ReturnType<typeof pay> =>
    post(shop, '/payments', cardRequest(declined), { 'idempotency-key': newAttemptId(), 'x-forwarded-for': address });
  const codes = [await from('1.1.1.1'), await from('2.2.2.2'), await from('3.3.3.3')].map(({ status }) => status);
  expect(codes).toEqual([201, 201, 429]);
});

test.each([
  ['made on this machine', {}, 201],
  ['passed on by a proxy on this machine', { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'http' }, 403],
  ['passed on by a proxy as HTTPS', { 'x-forwarded-for': '203.0.113.5', 'x-forwarded-proto': 'https' }, 201],
])('a card over plain HTTP, %s', async (_, headers, http) => {
  await open(undefined, {
    kit: { unsafeAllowHttp: false, publicUrl: 'https://shop.example' },
    before: (app) => void app.set('trust proxy', 'loopback'),
  });
  const answer = await post(shop, '/payments', cardRequest(VISA_DEBIT), {
    'idempotency-key': newAttemptId(),
    ...headers,
  });
  expect(answer.status).toBe(http);
});

test('repeats of one attempt are not counted against the checkout', async () => {
  await open({ checkout: { points: 1, seconds: 600 }, card: { points: 1, seconds: 600 } });
  const attempt = newAttemptId();
  for (let repeat = 0; repeat < 4; repeat += 1)
    expect((await pay(shop, cardRequest(VISA_DEBIT), attempt)).status).toBe(201);
});

test('BIN lookups are answered and limited', async () => {
  await open({ bin: { points: 2, seconds: 600 } });
  expect(await post(shop, '/bin', { bin: '48953801' })).toMatchObject({
    status: 200,
    body: { network: 'visa', mop: 'debit_card' },
  });
  expect((await post(shop, '/bin', { bin: '4895' })).status).toBe(400);
  expect((await post(shop, '/bin', { bin: '48953801' })).status).toBe(200);
  expect((await post(shop, '/bin', { bin: '48953801' })).status).toBe(429);
  expect(shop.simulator.control.requests().filter(({ path }) => path === '/pg/bin/')).toHaveLength(1);
});

test.each<[string, Record<string, string>, number]>([
  ['this page', { 'sec-fetch-site': 'same-origin' }, 201],
  ['no browser', {}, 201],
  ['another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
  ['another site, in an old browser', { origin: 'https://evil.example' }, 403],
  ['a sandboxed page', { origin: 'null' }, 403],
  ['a sibling domain', { 'sec-fetch-site': 'same-site', origin: 'https://blog.shop.example' }, 403],
  ['another site, by navigation', { 'sec-fetch-site': 'cross-site' }, 403],
  ['an origin that the shop named', { 'sec-fetch-site': 'cross-site', origin: 'https://pay.shop.example' }, 201],
])('a card request from %s', async (_, headers, status) => {
  await open({}, { kit: { allowedOrigins: ['https://pay.shop.example'] } });
  const answer = await post(shop, '/payments', cardRequest(declined), {
    'idempotency-key': newAttemptId(),
    ...headers,
  });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('access-control-allow-origin')).toBe(
    headers['origin']?.includes('pay.shop') ? headers['origin'] : null,
  );
});

test.each(['/payments/x/launch', '/payments/x/cancel', '/bin', '/saved-cards', '/saved-cards/x/delete'])(
  'another site’s page can’t post to %s',
  async (path) => {
    await open({});
    const evil = { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' };
    expect(await post(shop, path, {}, evil)).toMatchObject({ status: 403, body: { code: 'origin_refused' } });
    expect((await post(shop, path, {})).body.code).not.toBe('origin_refused');
  },
);

test('caches keep what pages of different origins get apart', async () => {
  await open({}, { kit: { allowedOrigins: ['https://pay.shop.example'] } });
  for (const origin of [undefined, 'https://pay.shop.example', 'https://evil.example']) {
    const { headers } = await call(shop, '/card-form.js', { headers: origin ? { origin } : {} });
    expect(headers.get('vary')).toMatch(/accept-encoding.*origin/i);
  }
  await shop.close();
  await open({});
  expect((await call(shop, '/card-form.js')).headers.get('vary')).not.toMatch(/origin/i);
});

test('a preflight is answered for named origins only', async () => {
  await open({}, { kit: { allowedOrigins: ['https://pay.shop.example'] } });
  const ask = (origin: string) =>
    call(shop, '/payments', { method: 'OPTIONS', headers: { origin, 'access-control-request-method': 'POST' } });
  expect((await ask('https://pay.shop.example')).status).toBe(204);
  expect((await ask('https://evil.example')).headers.get('access-control-allow-origin')).toBeNull();
});
