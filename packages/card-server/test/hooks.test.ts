// The shop's hooks over signed HTTP, and what shoppers read for each of its answers.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SAMPLE_CHECKOUT, startSimulator, type Simulator } from '@eximpe/simulator';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { freePort } from '../../server-kit/test/redis-server.ts';
import { startCardServer, type CardServer } from '../src/card-server.ts';
import { readSettings } from '../src/environment.ts';
import { cardFor, environmentFor, newReference, pay } from './stage.ts';
import { HOOKS_SECRET, NEXT_HOOKS_SECRET, openTestShop, usually, type Answer, type TestShop } from './test-shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'eximpe-card-server-'));
const lines: string[] = [];
let simulator: Simulator;
let shop: TestShop;
let server: CardServer;
let url: string;

async function open(more: Readonly<Record<string, string>> = {}): Promise<void> {
  const port = await freePort();
  const storeUrl = `sqlite:${join(folder, `${port}.sqlite`)}`;
  const write = (details: object, message: string): void => void lines.push(`${message} ${JSON.stringify(details)}`);
  const env = { ...environmentFor({ simulator, shop, storeUrl, port }), ...more };
  server = await startCardServer(readSettings(env, []), { info: write, warn: write, error: write });
  url = `http://localhost:${port}`;
  simulator.webhookUrl = `${url}/eximpe/webhook`;
}

beforeAll(async () => {
  simulator = await startSimulator();
});
beforeEach(async () => {
  lines.length = 0;
  shop = await openTestShop();
});
afterEach(async () => {
  await server.close();
  await shop.close();
});
afterAll(async () => {
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const look = async (reference: string): Promise<{ status: number; body: Record<string, unknown> }> => {
  const response = await fetch(`${url}/eximpe/checkouts/${reference}`);
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};

describe('checkout.resolve', () => {
  test('the shop prices the checkout, and is asked again for the charge', async () => {
    await open();
    const reference = newReference();
    expect(await look(reference)).toMatchObject({
      status: 200,
      body: { amount: '1000.00', shopName: 'Neel & Daughters' },
    });
    await pay(url, reference);
    expect(shop.heard('checkout.resolve')).toEqual([
      expect.objectContaining({ version: 1, reference }),
      expect.objectContaining({ version: 1, reference }),
    ]);
    expect(simulator.orders().find(({ invoice }) => invoice?.number === `INV-${reference}`)).toMatchObject({
      amount: '1000.00',
    });
    expect(new Set(shop.asked.map(({ hook }) => hook.request)).size).toBe(shop.asked.length);
  });

  const json = (body: unknown) => ({ status: 200, body: JSON.stringify(body) });
  const answers: readonly (readonly [what: string, answer: Answer, code: string, says: RegExp])[] = [
    ['that there is none', json({ checkout: null }), 'checkout_unknown', /know this/],
    ['that there is none, with 404', { ...json({ checkout: null }), status: 404 }, 'checkout_unknown', /know this/],
    ['that there is none, with 410', { ...json({ checkout: null }), status: 410 }, 'checkout_unknown', /know this/],
    ["404 of a proxy's", { status: 404, body: 'default backend - 404' }, 'checkout_unavailable', /404.*SHOP_HOOKS_URL/],
    [
      "404 of a framework's",
      { status: 404, body: '{"detail":"Not Found"}' },
      'checkout_unavailable',
      /404.*"checkout"/,
    ],
    ['410 without a body', { status: 410 }, 'checkout_unavailable', /410.*SHOP_HOOKS_URL/],
    ['429', { status: 429, headers: { 'retry-after': '7' } }, 'checkout_unavailable', /429/],
    ['401', { status: 401 }, 'merchant_misconfigured', /401.*SHOP_HOOKS_SECRET/],
    ['422 with reason', { status: 422, body: 'the cart is empty' }, 'merchant_misconfigured', /422.*the cart is empty/],
    ['a redirect', { status: 302, headers: { location: 'http://localhost:1/' } }, 'merchant_misconfigured', /redirect/],
    ['500', { status: 500 }, 'checkout_unavailable', /500/],
    ['invalid JSON', { status: 200, body: '<br>Warning: …' }, 'merchant_misconfigured', /not JSON/],
    ['too much', { status: 200, body: ' '.repeat(70_000) }, 'merchant_misconfigured', /too long/],
    [
      'a bad return URL',
      json({ ...SAMPLE_CHECKOUT, returnUrl: '/thanks' }),
      'merchant_misconfigured',
      /returnUrl.*absolute/,
    ],
    ['a checkout without a price', json({ ...SAMPLE_CHECKOUT, amount: undefined }), 'merchant_misconfigured', /amount/],
  ];

  const silence: typeof answers = [['nothing', 'hang', 'checkout_unavailable', /did not answer/]];

  test.each<[string, typeof answers, Readonly<Record<string, string>>]>([
    ['each answer without a price', answers, {}],
    ['no answer', silence, { SHOP_RESOLVE_TIMEOUT_MS: '1500' }],
  ])('%s becomes a problem that says so, and nothing is charged', async (_, rows, env) => {
    await open(env);
    const before = simulator.orders().length;
    for (const [what, answer, code, says] of rows) {
      shop.answer = () => answer;
      const { body } = await look(newReference());
      expect.soft(body, what).toMatchObject({ code, message: expect.stringMatching(says) as string });
      const paid = (await (await pay(url, newReference())).json()) as object;
      expect.soft(paid, what).toMatchObject({ code });
    }
    expect(simulator.orders()).toHaveLength(before);
  });

  test('a shop that is down is not asked by every request, and is asked again when it may be back', async () => {
    await open();
    shop.answer = () => ({ status: 503 });
    for (let times = 0; times < 8; times += 1) await look(newReference());
    expect(shop.asked).toHaveLength(5);
    expect((await look(newReference())).body).toMatchObject({
      code: 'checkout_unavailable',
      message: expect.stringMatching(/5 hooks in a row/) as string,
    });
    shop.answer = usually;
    await vi.waitFor(async () => expect((await look(newReference())).status).toBe(200), {
      timeout: 20_000,
      interval: 500,
    });
  });
});

describe('one checkout does not affect another', () => {
  test('a checkout that the shop can’t price does not block the shop for others', async () => {
    await open();
    const broken = newReference();
    shop.answer = (hook) =>
      hook.type === 'checkout.resolve' && hook.reference === broken ? { status: 500 } : usually(hook);
    for (let times = 0; times < 6; times += 1)
      expect((await look(broken)).body).toMatchObject({ message: expect.stringMatching(/with 500/) as string });
    expect((await look(newReference())).status).toBe(200);
  });

  test('no request waits for the one that finds out whether the shop is back', async () => {
    await open({ SHOP_RESOLVE_TIMEOUT_MS: '2000' });
    shop.answer = () => ({ status: 503 });
    for (let times = 0; times < 5; times += 1) await look(newReference());
    shop.answer = () => 'hang';
    const looks: Promise<unknown>[] = [];
    const heard: unknown[] = [];
    await vi.waitFor(
      () => {
        looks.push(look(newReference()).then(({ body }) => heard.push(body['message'])));
        expect(shop.asked).toHaveLength(6);
      },
      { timeout: 20_000, interval: 500 },
    );
    await Promise.all(looks);
    expect(heard.filter((message) => /did not answer/.test(String(message)))).toHaveLength(1);
    expect(shop.asked).toHaveLength(6);
  });
});

describe('deliveries', () => {
  test('paid and failed contain what the shop needs to know, and no card digits except the last four', async () => {
    await open();
    const [good, bad] = [newReference(), newReference()];
    await pay(url, good);
    await pay(url, bad, cardFor('frictionless-declined'));
    await vi.waitFor(
      () => expect([shop.heard('payment.paid').length, shop.heard('payment.failed').length]).toEqual([1, 1]),
      15_000,
    );
    expect(shop.heard('payment.paid')[0]).toMatchObject({
      id: expect.stringMatching(/^paid:/) as string,
      payment: { checkout: good, amount: '1000.00', last4: cardFor('frictionless').slice(-4), afterFailure: false },
    });
    expect(shop.heard('payment.failed')[0]).toMatchObject({ payment: { checkout: bad, problem: 'card_declined' } });
    const seen = shop.asked.map(({ body }) => body).join('\n') + lines.join('\n');
    for (const card of [cardFor('frictionless'), cardFor('frictionless-declined')])
      expect(seen).not.toContain(card.slice(0, 12));
  });

  test('a hook that the shop does not accept is repeated with the same id and a new request id', async () => {
    await open();
    let refusals = 2;
    shop.answer = (hook) =>
      hook.type === 'payment.paid' && refusals-- > 0 ? { status: refusals ? 500 : 302 } : usually(hook);
    await pay(url, newReference());
    await vi.waitFor(() => expect(shop.heard('payment.paid')).toHaveLength(3), { timeout: 30_000 });
    expect(new Set(shop.heard('payment.paid').map(({ id }) => id)).size).toBe(1);
    expect(new Set(shop.heard('payment.paid').map(({ request }) => request)).size).toBe(3);
    for (const { hook, headers } of shop.asked)
      expect(headers['webhook-id']).toBe(hook.type === 'checkout.resolve' ? hook.request : hook.id);
    expect(lines.join('\n')).toMatch(/the hook payment\.paid with 500 instead of 2xx/);
  });

  test('a dispute is delivered as a notice for a person', async () => {
    await open();
    const reference = newReference();
    await pay(url, reference);
    await vi.waitFor(() => expect(shop.heard('payment.paid')).toHaveLength(1), 15_000);
    await simulator.control.dispute(simulator.orders()[0]?.orderId ?? '');
    await vi.waitFor(() => expect(shop.heard('attention')).toHaveLength(1), 15_000);
    expect(shop.heard('attention')[0]).toMatchObject({
      attention: { type: 'dispute', todo: expect.any(String) as string, payment: { checkout: reference } },
    });
  });
});

test('during a key rotation, a shop with either key accepts the hooks', async () => {
  const other = await openTestShop(0, NEXT_HOOKS_SECRET);
  await open({ SHOP_HOOKS_SECRET: NEXT_HOOKS_SECRET, SHOP_HOOKS_SECRET_PREVIOUS: HOOKS_SECRET });
  expect((await look(newReference())).status).toBe(200);
  await server.close();
  await open({
    SHOP_HOOKS_URL: other.url,
    SHOP_HOOKS_SECRET: NEXT_HOOKS_SECRET,
    SHOP_HOOKS_SECRET_PREVIOUS: HOOKS_SECRET,
  });
  expect((await look(newReference())).status).toBe(200);
  expect(shop.asked).toHaveLength(1);
  expect(other.asked).toHaveLength(1);
  await other.close();
});

test('the limits are the kit’s, except those that LIMITS changes', async () => {
  await open({ LIMITS: 'card=1/600' });
  const declined = cardFor('frictionless-declined');
  await pay(url, newReference(), declined);
  await vi.waitFor(() => expect(shop.heard('payment.failed')).toHaveLength(1), 15_000);
  const refused = await pay(url, newReference(), declined);
  expect(await refused.json()).toMatchObject({ code: 'too_many_attempts' });
  expect(lines.join('\n')).toMatch(/a limit was reached.*limits\.card/);
  expect(await pay(url, newReference())).toMatchObject({ status: 201 });
});
