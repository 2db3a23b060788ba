// What merchants receive at their webhook address, when, and how often.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../simulator.ts';
import type { SimulatorOptions } from '../options.ts';
import { call, listener, orderBody, type Listener } from '../testing/merchant.ts';
import { payAtBank } from '../testing/shopper.ts';
import { canonicalJson } from './canonical-json.ts';
import { returnHash, signV1, signV2 } from './signature.ts';

let merchant: Listener;
let simulator: Simulator;

const start = async (options: SimulatorOptions = {}) => {
  simulator = await startSimulator({ seed: 'webhooks', speed: 0, webhookUrl: merchant.url, ...options });
};

beforeEach(async () => {
  merchant = await listener();
});

afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

async function pay(changes: Record<string, unknown> = {}, headers: Record<string, string> = {}): Promise<string> {
  const { body } = await call(simulator, 'POST', '/pg/orders/', orderBody(changes), headers);
  await payAtBank(simulator, body.data.acs_template);
  return body.data.order_id;
}

const settled = () =>
  expect.poll(() => simulator.control.webhooks().every((event) => event.attempts.length > 0)).toBe(true);

describe('signatures', () => {
  const key = 'test_encryption_key';
  const raw =
    '{"data":{"amount":1000,"bank_ref_num":"OD3376378679-PR6938527534","extended_status":"SUCCESS","merchant_reference_id":"CARD-1","message":"Payment Captured","mop_type":"CREDIT_CARD","order_id":"OD3376378679","payment_completed_at":"2025-02-12T10:29:55.000000Z","payment_id":"PR6938527534","payment_message":null,"status":"CAPTURED","subscription_id":null,"utr":null,"virtual_account_id":null},"event_time":"2025-02-12T10:30:00.123456Z","event_type":"PAYMENT_SUCCESSFUL","sequence_number":"550e8400-e29b-41d4-a716-446655440000","version":"2.0.0"}';

  test('agree with the computed vectors', async () => {
    await start();
    expect(signV1(key, raw)).toBe('7c82cd83a77ff072fc26c2532cc3ce263be0af3b9ec7b6a4d50b0e9882203e75');
    expect(signV2(key, raw, 1739356200)).toBe(
      't=1739356200,v2=577c63e2474fa8ec31cb81f97f355bc7fa0e999f807d32755f1d1670e9325821',
    );
    const fields = {
      order_id: 'OD6567064038',
      payment_id: 'PR2352113376',
      status: 'captured',
      mop_type: 'UPI',
      bank_ref_num: 'OD6567064038-PR2352113376',
      payment_completed_at: '2025-06-25 12:15:48+00:00',
    };
    expect(returnHash(key, fields)).toBe('383e839f62f037ab120c9a9b4cd219370dba0af6b85fed8ef208dfab75ebd268');
  });

  test('are over sorted, compact, ASCII-only JSON', async () => {
    await start();
    expect(canonicalJson(JSON.parse(raw))).toBe(raw);
    expect(canonicalJson({ b: 'é😀', a: [{ d: 1, c: null }] })).toBe(
      '{"a":[{"c":null,"d":1}],"b":"\\u00e9\\ud83d\\ude00"}',
    );
  });
});

describe('delivery', () => {
  test('is tried five times, at 0, 1, 5, 15 and 60 minutes, and then abandoned', async () => {
    await start();
    merchant.answers = [500];
    await pay();
    await settled();
    await simulator.control.advanceClock(2 * 3600);
    const [event] = simulator.control.webhooks();
    const first = Date.parse(event?.attempts[0]?.at ?? '');
    expect(event?.attempts.map(({ at }) => Math.round((Date.parse(at) - first) / 60_000))).toEqual([0, 1, 5, 15, 60]);
    expect(event?.state).toBe('given up');
    expect(merchant.received).toHaveLength(5);
    expect(new Set(merchant.received.map(({ body }) => body)).size).toBe(1);
    expect(new Set(merchant.received.map(({ headers }) => headers['x-webhook-signature-v2'])).size).toBe(5);
  });

  test('ends with the first 2xx', async () => {
    await start();
    merchant.answers = [503, 204];
    await pay();
    await settled();
    await simulator.control.advanceClock(2 * 3600);
    expect(merchant.received).toHaveLength(2);
    expect(simulator.control.webhooks()[0]).toMatchObject({ state: 'received' });
  });

  test('accepts only 200 with the quirk webhook-needs-200', async () => {
    await start({ quirks: ['webhook-needs-200'] });
    merchant.answers = [204, 200];
    await pay();
    await settled();
    await simulator.control.advanceClock(60);
    expect(merchant.received).toHaveLength(2);
  });

  test('survives an unreachable merchant', async () => {
    await start({ webhookUrl: 'http://127.0.0.1:1/webhook' });
    await pay();
    await settled();
    expect(simulator.control.webhooks()[0]?.attempts[0]).toMatchObject({ error: 'ECONNREFUSED' });
  });

  test('can be held and released in order', async () => {
    await start();
    simulator.control.holdWebhooks();
    const first = await pay();
    const second = await pay();
    expect(merchant.received).toHaveLength(0);
    await simulator.control.releaseWebhooks();
    expect(merchant.received.map(({ body }) => JSON.parse(body).data.order_id)).toEqual([first, second]);
  });

  test('can be fired again with the same body', async () => {
    await start();
    await pay();
    await settled();
    await simulator.control.fireWebhook(simulator.control.webhooks()[0]?.sequenceNumber ?? '');
    expect(merchant.received.map(({ body }) => body)).toEqual([merchant.received[0]?.body, merchant.received[0]?.body]);
  });
});

describe('by scenario', () => {
  test('twice', async () => {
    await start({ scenario: 'webhook-twice' });
    await pay();
    await merchant.nth(2);
    expect(merchant.received[1]?.body).toBe(merchant.received[0]?.body);
  });

  test('late', async () => {
    await start({ scenario: 'webhook-late' });
    await pay();
    expect(merchant.received).toHaveLength(0);
    await simulator.control.advanceClock(30);
    expect(merchant.received).toHaveLength(1);
  });

  test('before the browser returns', async () => {
    await start({ scenario: 'webhook-first' });
    await pay();
    expect(merchant.received).toHaveLength(1);
  });

  test('followed by an older failure', async () => {
    await start({ scenario: 'webhook-out-of-order' });
    await pay();
    await merchant.nth(2);
    const [newer, older] = merchant.received.map(({ body }) => JSON.parse(body));
    expect([newer.event_type, older.event_type]).toEqual(['PAYMENT_SUCCESSFUL', 'PAYMENT_FAILED']);
    expect(Date.parse(older.event_time)).toBeLessThan(Date.parse(newer.event_time));
  });

  test('with the seven older keys', async () => {
    await start({ scenario: 'webhook-old-shape' });
    await pay();
    const { data } = JSON.parse((await merchant.nth(1)).body);
    expect(Object.keys(data).toSorted()).toEqual([
      'bank_ref_num',
      'message',
      'mop_type',
      'order_id',
      'payment_completed_at',
      'payment_id',
      'status',
    ]);
    expect(data).toMatchObject({ status: 'captured', mop_type: 'debit_card', message: 'Payment successful' });
  });

  test('unsigned, or wrongly signed', async () => {
    await start({ scenario: 'webhook-unsigned' });
    await pay();
    expect((await merchant.nth(1)).headers).not.toHaveProperty('x-webhook-signature');
    simulator.scenario = 'webhook-wrong-signature';
    await pay();
    const { headers, body } = await merchant.nth(2);
    expect(headers['x-webhook-signature']).toMatch(/^[0-9a-f]{64}$/);
    expect(headers['x-webhook-signature']).not.toBe(signV1('test_encryption_key', body));
  });

  test('never', async () => {
    await start({ scenario: 'webhook-never' });
    await pay();
    expect(simulator.control.webhooks()).toEqual([]);
  });
});

test('version 1 events have the version 1 format', async () => {
  await start();
  await pay({}, { 'x-api-version': '1.0.0' });
  expect(JSON.parse((await merchant.nth(1)).body)).toMatchObject({
    version: '1.0',
    event_time: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/),
  });
});
