import express, { type RequestHandler } from 'express';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { MemoryStore, signForTest } from '../src/index.ts';
import { call, eventually, openShop, pay, status, type Answer, type Paid, type Shop } from './shop.ts';
import { wrapped } from './wrapped-store.ts';

const KEY = 'test_encryption_key';
let shop: Shop;
let paid: Paid;
beforeEach(async () => {
  shop = await openShop({ withoutWebhooks: true });
  paid = (await pay(shop)).body;
});
afterEach(() => shop.close());

const event = (more: object = {}, data: object = {}): string =>
  JSON.stringify({
    event_type: 'PAYMENT_SUCCESSFUL',
    event_time: '2026-11-22 16:53:15',
    version: '1.0',
    sequence_number: crypto.randomUUID(),
    data: { status: 'captured', order_id: paid.orderId, payment_id: 'PR6938527534', mop_type: 'debit_card', ...data },
    ...more,
  });

const send = (body: string, headers: Record<string, string> = signForTest(body, KEY)): Promise<Answer<unknown>> =>
  call(shop, '/webhook', { method: 'POST', headers: { 'content-type': 'application/json', ...headers }, body });
const asked = (): number => shop.simulator.control.requests().filter(({ path }) => path.endsWith('/status/')).length;
const statusNow = async (): Promise<string> => (await status(shop, paid.handle)).body.status;
const only = (name: string, headers: Record<string, string>): Record<string, string> => ({
  [name]: headers[name] ?? '',
});

describe('a signature', () => {
  const one = (hex: string): string => (hex.startsWith('0') ? '1' : '0') + hex.slice(1);
  test.each<[string, (body: string) => Record<string, string>, number]>([
    ['of both versions', (body) => signForTest(body, KEY), 200],
    ['of version 1 only', (body) => only('x-webhook-signature', signForTest(body, KEY)), 200],
    ['of version 2 only', (body) => only('x-webhook-signature-v2', signForTest(body, KEY)), 200],
    ['made 61 minutes ago, as on the fifth try', (body) => signForTest(body, KEY, Date.now() - 61 * 60_000), 200],
    ['made yesterday', (body) => signForTest(body, KEY, Date.now() - 86_400_000), 401],
    ['with another key', (body) => signForTest(body, 'another'), 401],
    ['that is missing', () => ({}), 401],
    ['that is empty', () => ({ 'x-webhook-signature': '' }), 401],
    [
      'cut short',
      (body) => ({ 'x-webhook-signature': signForTest(body, KEY)['x-webhook-signature']?.slice(1) ?? '' }),
      401,
    ],
    [
      'with one wrong digit',
      (body) => ({ 'x-webhook-signature': one(signForTest(body, KEY)['x-webhook-signature'] ?? '') }),
      401,
    ],
    [
      'with a wrong version 2 and a correct version 1',
      (body) => ({ ...signForTest(body, KEY), 'x-webhook-signature-v2': 't=1,v2=00' }),
      401,
    ],
    ['of other bytes', () => signForTest('{}', KEY), 401],
  ])('%s', async (_, sign, http) => {
    const body = event();
    expect((await send(body, sign(body))).status).toBe(http);
    expect(await statusNow()).toBe(http === 200 ? 'successful' : 'pending');
  });

  test('over the sorted form of the body is accepted if the spacing was changed in transit', async () => {
    const sorted = event({ data: { order_id: paid.orderId, status: 'captured', x: 'é' } });
    const keys = (value: unknown): unknown =>
      typeof value === 'object' && value !== null
        ? Object.fromEntries(
            Object.entries(value)
              .toSorted(([a], [b]) => (a < b ? -1 : 1))
              .map(([key, item]) => [key, keys(item)]),
          )
        : value;
    const canonical = JSON.stringify(keys(JSON.parse(sorted))).replace('é', '\\u00e9');
    const headers = only('x-webhook-signature', signForTest(canonical, KEY));
    expect((await send(JSON.stringify(JSON.parse(sorted), null, 2), headers)).status).toBe(200);
    expect(await statusNow()).toBe('successful');
  });

  test('that does not match is refused with a reason, and the log says what to do', async () => {
    const body = event();
    expect(await send(body, signForTest(body, 'another'))).toMatchObject({
      status: 401,
      body: { error: 'no_key_fits' },
    });
    expect(shop.logLines.join('\n')).toMatch(/webhook was refused: the key does not match\. Is it the Encryption Key/);
  });

  test('with the newer of two keys is accepted during a rotation', async () => {
    await shop.close();
    shop = await openShop({ withoutWebhooks: true, kit: { encryptionKey: ['new-key', KEY] } });
    paid = (await pay(shop)).body;
    const body = event();
    expect((await send(body, signForTest(body, 'new-key'))).status).toBe(200);
  });
});

describe('an event', () => {
  test('that arrives five times is delivered once', async () => {
    const body = event();
    for (let copy = 0; copy < 5; copy += 1) expect((await send(body)).status).toBe(200);
    await eventually(() => shop.paid.length > 0);
    expect(shop.paid).toHaveLength(1);
  });

  test('with the number of another event is handled', async () => {
    const about = (orderId: string): string => event({ sequence_number: 'S-1' }, { order_id: orderId });
    expect((await send(about('OD0000000001'))).status).toBe(200);
    expect((await send(about(paid.orderId ?? ''))).status).toBe(200);
    expect(await statusNow()).toBe('successful');
  });

  test('with numbers instead of documented strings is read', async () => {
    expect((await send(event({ sequence_number: 7, version: 1 }, { payment_id: 6938527534 }))).status).toBe(200);
    expect(await statusNow()).toBe('successful');
  });

  test('that arrives again while the first one is being stored must be sent again', async () => {
    await shop.close();
    let write = (): void => undefined;
    const gate = new Promise<void>((resolve) => (write = resolve));
    const slow = wrapped(new MemoryStore(), (inner) => ({
      async replace(...written) {
        if (written[0].status === 'successful') await gate;
        return inner.replace(...written);
      },
    }));
    shop = await openShop({ withoutWebhooks: true, kit: { store: slow } });
    paid = (await pay(shop)).body;
    const body = event();
    const both = [send(body), send(body)];
    const sooner = await Promise.race(both);
    expect([sooner.status, sooner.headers.get('retry-after')]).toEqual([503, '30']);
    write();
    expect((await Promise.all(both)).map((answer) => answer.status).toSorted((x, y) => x - y)).toEqual([200, 503]);
    expect((await send(body)).status).toBe(200);
    await eventually(() => shop.paid.length === 1);
  });

  const failure = (): string =>
    event({ event_type: 'PAYMENT_FAILED' }, { status: 'failed', message: 'Insufficient funds' });

  test('that says failed is accepted once EximPe’s status confirms it, with its reason', async () => {
    await send(failure());
    await eventually(() => asked() > 0);
    expect((await status(shop, paid.handle)).body).toMatchObject({ status: 'pending' });
    expect(shop.failed).toEqual([]);
    await shop.simulator.control.force(paid.orderId ?? '', 'declined');
    await shop.later(2_000);
    expect((await status(shop, paid.handle)).body).toMatchObject({
      status: 'failed',
      problem: { code: 'insufficient_funds' },
    });
    await eventually(() => shop.failed.length === 1);
    expect(shop.failed[0]).toMatchObject({ problem: 'insufficient_funds' });
  });

  test('that is old and says failed is overridden by EximPe’s current status', async () => {
    shop.simulator.control.holdWebhooks();
    await shop.simulator.control.force(paid.orderId ?? '', 'paid');
    await send(failure());
    await eventually(() => shop.paid.length === 1);
    expect((await status(shop, paid.handle)).body).toMatchObject({ status: 'successful' });
    expect({ failed: shop.failed, attention: shop.attention }).toEqual({ failed: [], attention: [] });
  });

  test('that says failed after paid changes nothing; paid after failed makes the checkout paid', async () => {
    await shop.simulator.control.force(paid.orderId ?? '', 'declined');
    await send(failure());
    await eventually(() => shop.failed.length === 1);
    await send(event());
    await eventually(() => shop.paid.length === 1 && shop.attention.length === 1);
    expect(shop.paid[0]).toMatchObject({ attempt: paid.attempt, afterFailure: true });
    expect(shop.attention[0]).toMatchObject({ type: 'captured_after_failure', payment: { attempt: paid.attempt } });
    await send(event({ event_type: 'PAYMENT_FAILED', sequence_number: 'S-9' }, { status: 'failed' }));
    expect((await status(shop, paid.handle)).body).toMatchObject({ status: 'successful' });
    expect((await pay(shop)).body.code).toBe('already_paid');
  });

  test.each([
    [
      'about another order with our reference',
      () => event({}, { order_id: 'OD1', merchant_reference_id: `CF-${paid.attempt}` }),
    ],
    ['whose name and status disagree', () => event({}, { status: 'failed' })],
    ['with an unknown status', () => event({}, { status: 'teleported' })],
    ['about an order of someone else', () => event({}, { order_id: 'OD0000000000' })],
    ['that is not JSON', () => 'not json'],
    ['that is an array', () => '[1]'],
  ])('%s is acknowledged and changes nothing', async (_, make) => {
    expect((await send(make())).status).toBe(200);
    expect(await statusNow()).toBe('pending');
  });

  test.each([
    [
      'PAYMENT_REFUNDED',
      { data: { refunds: [{ refund_id: 'RF1', refund_amount: 1000, payment_id: 'PR1' }] } },
      { type: 'refund.updated', status: 'refunded', amount: '1000.00' },
    ],
    ['REFUND_FAILED', { data: { refunds: [{ refund_id: 'RF1' }] } }, { type: 'refund.updated', status: 'failed' }],
    [
      'REFUND_STATUS_UPDATE',
      { data: { refunds: [{ refund_id: 'RF1', refund_status: 'ON_HOLD' }] } },
      { type: 'refund.updated', status: 'on_hold' },
    ],
    [
      'PAYMENT_SETTLED',
      { data: { settlements: [{ settlement_id: 'ST1', settlement_amount: '10' }] } },
      { type: 'settlement.done', amount: '10.00' },
    ],
    [
      'PAYMENT_DETAILS_MISSING',
      { data: { order_uid: 'OD1', details_missing: ['hs_code'] } },
      { type: 'papers.needed', orderId: 'OD1', fields: ['product.hsCode'] },
    ],
    [
      'VERIFICATION_NEEDED',
      { data: { order_id: 'OD1', verification_status: 'VERIFIED', action_required_fields: [] } },
      { type: 'papers.verified', orderId: 'OD1' },
    ],
    [
      'DISPUTE_UPDATED',
      { data: undefined, chargeback_id: 'CB1', chargeback_status: 'OPEN' },
      { type: 'dispute.updated', chargebackId: 'CB1', status: 'open' },
    ],
    ['LRS_VERIFICATION_NEEDED', { data: {} }, { type: 'webhook.unknown', name: 'LRS_VERIFICATION_NEEDED' }],
  ])('%s reaches the event stream', async (name, more, said) => {
    expect((await send(event({ event_type: name, ...more }))).status).toBe(200);
    expect(shop.events.at(-1)).toMatchObject(said);
  });
});

test.each<[string, () => RequestHandler]>([
  ['express.json()', () => express.json()],
  ['express.text() for everything', () => express.text({ type: '*/*' })],
  ['express.text() for JSON', () => express.text({ type: 'application/json' })],
])('%s in front of the webhook is named, with what to move', async (_, parser) => {
  await shop.close();
  shop = await openShop({ withoutWebhooks: true, before: (app) => void app.use(parser()) });
  const answer = await send('{}');
  expect(answer).toMatchObject({ status: 500, body: { code: 'merchant_misconfigured' } });
  expect(shop.logLines.join('\n')).toMatch(/EXIMPE_WEBHOOK_BODY_ALREADY_PARSED.*Move app\.use/);
});

test('a body parser causes no problem if the app kept the bytes', async () => {
  await shop.close();
  shop = await openShop({
    withoutWebhooks: true,
    before: (app) =>
      void app.use(express.json({ verify: (request, _, bytes) => void Object.assign(request, { rawBody: bytes }) })),
  });
  paid = (await pay(shop)).body;
  expect((await send(event())).status).toBe(200);
  expect(await statusNow()).toBe('successful');
});

test('a key that never matched a webhook is reported once, with the likely cause; one valid webhook clears it', async () => {
  const refuse = async (times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) {
      const body = event();
      expect((await send(body, signForTest(body, 'another_key'))).status).toBe(401);
    }
  };
  const named = (): number => shop.logLines.join('\n').split('EXIMPE_WEBHOOKS_NEVER_VERIFY","help').length - 1;
  expect((await send(event(), {})).status).toBe(401);
  await refuse(2);
  expect(named()).toBe(0);
  await refuse(3);
  expect(named()).toBe(1);
  await shop.close();
  shop = await openShop({ withoutWebhooks: true });
  paid = (await pay(shop)).body;
  expect((await send(event())).status).toBe(200);
  await refuse(5);
  expect(named()).toBe(0);
});
