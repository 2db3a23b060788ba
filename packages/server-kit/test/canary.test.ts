import { inspect } from 'node:util';
import { trace } from '@opentelemetry/api';
import { BasicTracerProvider, InMemorySpanExporter, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-base';
import type { SavedCard, SavedCardsAnswer } from '@eximpe/contract';
import { Redis } from 'ioredis';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { createRedisStore, EximpeClient } from '../src/index.ts';
import { startRedis, type RedisServer } from './redis-server.ts';
import { call, newAttemptId, openShop, pay, post, type Shop } from './shop.ts';

// Realistic: a PAN with a valid check digit, a four-digit code, a secret and a token that appear nowhere by chance.
const PAN = '378282246310005';
const CVC = '7391';
const CLIENT_SECRET = 'sim_secret';
const ENCRYPTION_KEY = 'test_encryption_key';
const SECRET = 'canary-secret-canary-secret-canary-secret';
const TRACES = [PAN, '3782 822463 10005', '3782-822463-10005', PAN.slice(0, 8), ENCRYPTION_KEY, SECRET, CLIENT_SECRET];
const CVC_TRACE = new RegExp(`(?<![\\w.:-])${CVC}(?![\\w.:-])`);

const spans = new InMemorySpanExporter();
let redis: RedisServer;
let client: Redis;
let shop: Shop;
const seen: string[] = [];
const see = (...things: unknown[]): void => {
  for (const thing of things)
    seen.push(typeof thing === 'string' ? thing : inspect(thing, { depth: 12, showHidden: true }));
};

beforeAll(async () => {
  trace.setGlobalTracerProvider(new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(spans)] }));
  redis = await startRedis();
  client = new Redis(redis.port);
  for (const stream of ['stdout', 'stderr'] as const) {
    vi.spyOn(process[stream], 'write').mockImplementation((chunk) => {
      see(String(chunk));
      return true;
    });
  }
  const write = (details: object, message: string): void => see(message, details, JSON.stringify(details));
  shop = await openShop({
    kit: {
      secret: SECRET,
      limits: false,
      store: createRedisStore(client),
      log: { info: write, warn: write, error: write },
      onEvent: (event) => see(event),
      identifyCustomer: ({ request }) => request.headers.get('x-test-user'),
      savedCards: { askCvc: true },
      onPaid: () => Promise.reject(new Error(`the shop logs ${PAN} itself`)),
      gatewayTimeoutMs: 1_000,
    },
  });
});
afterAll(async () => {
  vi.restoreAllMocks();
  trace.disable();
  await shop.close();
  client.disconnect();
  await redis.stop();
});

const card = {
  kind: 'new',
  number: PAN,
  expiryMonth: '05',
  expiryYear: '2030',
  cvc: CVC,
  holderName: 'Asha Menon',
  network: 'amex',
} as const;

async function contentsOfRedis(): Promise<string> {
  const readers: Record<string, (key: string) => Promise<unknown>> = {
    string: (key) => client.get(key),
    hash: (key) => client.hgetall(key),
    zset: (key) => client.zrange(key, '0', '-1'),
  };
  const keys = await client.keys('*');
  const values = await Promise.all(keys.map(async (key) => readers[await client.type(key)]?.(key)));
  return inspect([keys, values], { depth: 5, maxArrayLength: null, maxStringLength: null });
}

test('card, security code, token and secrets reach no log, event, error, stream, store or other answer', async () => {
  const { control } = shop.simulator;
  const bodies: unknown[] = [];
  const keep = async (answer: Promise<{ body: unknown; headers: Headers }>): Promise<void> => {
    const { body, headers } = await answer;
    bodies.push(body, Object.fromEntries(headers));
  };
  let number = 0;
  const request = (more: object = {}): object => ({
    checkout: `ORDER-${(number += 1)}`,
    card,
    mop: 'credit_card',
    ...more,
  });

  // Every way in which the gateway can respond to a charge.
  const scenarios = [
    'paid',
    'declined',
    'frictionless',
    'frictionless-declined',
    'gateway-error',
    'html-answer',
    'drop-before',
    'drop-after',
    'duplicate',
    'rate-limited',
  ] as const;
  for (const scenario of scenarios) {
    shop.simulator.scenario = scenario;
    await keep(pay(shop, request()));
  }
  shop.simulator.scenario = 'paid';
  const echoes: unknown[] = [
    {
      success: false,
      error: {
        code: 'ERR_ORDER_002',
        message: `bad ${PAN} ${CVC}`,
        details: { card_details: { number: `Invalid input: ${PAN}`, [PAN]: CVC } },
      },
    },
    { detail: `card 3782 822463 10005 with ${CVC} is refused` },
    `<html>${PAN} ${CVC}</html>`,
    { data: { order: PAN } },
  ];
  for (const body of echoes) {
    for (const status of [200, 400, 401, 403, 404, 500]) {
      control.addFault({ method: 'POST', path: '/pg/orders/', nth: 1, status, body: body as never });
      await keep(pay(shop, request()));
      control.clearFaults();
    }
  }
  control.addFault({ method: 'POST', path: '/pg/bin/', status: 400, body: { detail: `no such ${PAN.slice(0, 8)}` } });
  await keep(pay(shop, request({ mop: undefined })));
  control.clearFaults();

  // Every mistake that a page can make.
  const wrong = [
    request({ [PAN]: 1 }),
    request({ card: { ...card, number: `${PAN}1` } }),
    request({ card: { ...card, pin: CVC } }),
    { card: PAN },
    [PAN],
    PAN,
    request({ checkout: PAN.repeat(9) }),
  ];
  for (const body of wrong) await keep(pay(shop, body));
  await keep(
    call(shop, '/payments', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': newAttemptId() },
      body: `{"number":"${PAN}`,
    }),
  );
  await keep(call(shop, `/payments/${PAN}`));
  await keep(call(shop, `/nowhere/${PAN}?cvc=${CVC}`));
  await keep(post(shop, '/webhook', { card: PAN }));
  await keep(post(shop, '/bin', { bin: PAN.slice(0, 8) }));
  await keep(
    post(
      shop,
      '/saved-cards',
      { card: { ...card, save: { textVersion: '1', locale: 'en', text: 'Save this card' } } },
      { 'x-test-user': 'asha' },
    ),
  );
  await keep(call(shop, `/return/${newAttemptId()}?hash=${PAN}`));

  // A whole payment with its pages and a hook that logs.
  const { body } = await pay(shop, request());
  bodies.push(await (await fetch(shop.url + (body.launchUrl ?? ''))).text());
  await control.force(body.orderId ?? '', 'paid');
  await keep(call(shop, `/payments/${body.handle}?waitSeconds=5`));
  await keep(call(shop, '/health'));

  // The client on its own.
  const api = new EximpeClient({
    clientId: 'sim_client',
    clientSecret: CLIENT_SECRET,
    baseUrl: shop.simulator.url,
    apiVersion: '2.0.0',
  });

  // A saved card: its token stays between the server and EximPe.
  const asha = { 'x-test-user': 'asha' };
  const payAs = (more: object): ReturnType<typeof pay> =>
    post(shop, '/payments', request(more), { 'idempotency-key': newAttemptId(), ...asha });
  const first = await payAs({ card: { ...card, save: { textVersion: '1', locale: 'en', text: 'Save this card' } } });
  await control.force(first.body.orderId ?? '', 'paid');
  const [kept] = await api.tokens.list('asha');
  const token = kept?.card_token ?? '';
  expect(token).not.toBe('');
  const { body: listed } = await call<SavedCardsAnswer>(shop, '/saved-cards', { headers: asha });
  const [{ id }] = listed.cards as [SavedCard];
  bodies.push(listed);
  await keep(payAs({ card: { kind: 'saved', id, cvc: CVC } }));
  control.addFault({ method: 'POST', path: '/pg/orders/', nth: 1, status: 400, body: { detail: `${token} ${CVC}` } });
  await keep(payAs({ card: { kind: 'saved', id, cvc: CVC } }));
  control.addFault({ method: 'POST', path: '/pg/tokens/delete/', nth: 1, status: 400, body: { detail: token } });
  await keep(post(shop, `/saved-cards/${id}/delete`, undefined, asha));
  control.clearFaults();
  control.addFault({ method: 'POST', path: '/pg/tokens/', status: 400, body: echoes[0] as never });
  see(await api.tokens.save({ card_number: PAN, cvv: CVC }).catch((error: unknown) => error), api);
  see(await api.orders.create({ card_details: { number: PAN, cvv: CVC } }).catch((error: unknown) => error));
  await api.close();

  see(...bodies, await contentsOfRedis());
  expect(spans.getFinishedSpans().map(({ name }) => name)).toContain('eximpe charge');
  see(
    ...spans.getFinishedSpans().map(({ name, attributes, events, status }) => ({ name, attributes, events, status })),
  );
  const everything = seen.join('\n');
  expect(everything.length).toBeGreaterThan(20_000);
  for (const found of [...TRACES, token]) {
    expect(everything.includes(found), `a trace: ${found.slice(0, 4)}…`).toBe(false);
  }
  expect(CVC_TRACE.exec(everything)?.index, 'a trace of the security code').toBeUndefined();
}, 60_000);
