// One payment from the order to the receipt, only over HTTP.
import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SIMULATOR_CREDENTIALS } from './accounts.ts';
import { startSimulator, type Simulator } from './simulator.ts';
import { TEST_CARDS } from './test-cards.ts';
import { call, listener, orderBody, type Listener } from './testing/merchant.ts';
import { comeBack, decodeTemplate, goToBank, payAtBank, press } from './testing/shopper.ts';

let merchant: Listener;
let simulator: Simulator;

beforeEach(async () => {
  merchant = await listener();
  simulator = await startSimulator({ seed: 'paid-path', webhookUrl: merchant.url });
});

afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

const hmac = (message: string): string =>
  createHmac('sha256', SIMULATOR_CREDENTIALS.encryptionKey).update(message).digest('hex');

async function create(card: string, changes: Record<string, unknown> = {}) {
  const { status, body } = await call(simulator, 'POST', '/pg/orders/', orderBody(changes, { number: card }));
  expect(status).toBe(200);
  return body.data as { order_id: string; acs_template?: string };
}

const statusOf = async (orderId: string) => (await call(simulator, 'GET', `/pg/orders/${orderId}/status/`)).body.data;

describe('a shopper pays with a new card', () => {
  test('the template has the documented format', async () => {
    const { acs_template: template = '' } = await create('4895380110000003');
    expect(decodeTemplate(template)).toMatch(
      /^<html><body><form name="payment_post" id="payment_post" action="http:\/\/aggregator\.localhost:\d+\/[0-9a-f]{64}\/threeDSecure\/method" method="post"><input type="hidden" name="PaReq" value="[0-9a-f]{1248}"><input type="hidden" name="MD" value="[0-9a-f]{64}"><input type="hidden" name="TermUrl" value="http:\/\/aggregator\.localhost:\d+\/[0-9a-f]{64}\/CommonPgResponseHandler"><\/form><script type='text\/javascript'>\s+window\.onload=function\(\)\{\s+document\.forms\['payment_post'\]\.submit\(\);\s+\}\s+<\/script><\/body><\/html>$/,
    );
  });

  test('the correct OTP pays: status, webhook with both signatures, signed return form', async () => {
    const order = await create('4895380110000003', { reference_id: 'CARD-1' });
    expect(await statusOf(order.order_id)).toMatchObject({ status: 'payment_pending' });

    const returned = await payAtBank(simulator, order.acs_template ?? '');
    expect(returned.action).toBe('http://localhost:9/return');
    const { hash, message, ...signed } = returned.fields;
    expect(signed).toMatchObject({ order_id: order.order_id, status: 'captured', mop_type: 'DEBIT_CARD' });
    expect(message).toBe('Payment captured successfully');
    const hashed = ['order_id', 'payment_id', 'status', 'mop_type', 'bank_ref_num', 'payment_completed_at'];
    expect(hash).toBe(hmac(hashed.map((name) => returned.fields[name]).join('|')));

    expect(await statusOf(order.order_id)).toMatchObject({
      status: 'payment_successful',
      status_message: 'Payment captured successfully',
    });

    const webhook = await merchant.nth(1);
    expect(webhook.headers).toMatchObject({
      'content-type': 'application/json',
      'user-agent': 'Eximpe-Webhook/1.0',
      'x-webhook-event': 'PAYMENT_SUCCESSFUL',
      'x-webhook-signature': hmac(webhook.body),
    });
    const seconds = String(webhook.headers['x-webhook-timestamp']);
    expect(webhook.headers['x-webhook-signature-v2']).toBe(`t=${seconds},v2=${hmac(`${seconds}.${webhook.body}`)}`);
    expect(JSON.parse(webhook.body)).toMatchObject({
      version: '2.0.0',
      data: {
        status: 'CAPTURED',
        amount: 1000,
        order_id: order.order_id,
        merchant_reference_id: 'CARD-1',
        extended_status: 'SUCCESS',
      },
    });
  });

  test.each(TEST_CARDS.filter((card) => !card.simulatorOnly))(
    '$network $number is paid after the OTP',
    async ({ number }) => {
      const order = await create(number);
      await payAtBank(simulator, order.acs_template ?? '');
      expect(await statusOf(order.order_id)).toMatchObject({ status: 'payment_successful' });
    },
  );

  test('the second documented OTP also pays', async () => {
    const order = await create('4895380110000003');
    await press(simulator, await goToBank(simulator, order.acs_template ?? ''), 'confirm', '111000');
    expect(await statusOf(order.order_id)).toMatchObject({ status: 'payment_successful' });
  });
});

describe('a shopper who does not pay', () => {
  test('the correct OTP is accepted after two wrong ones', async () => {
    const order = await create('4895380110000003');
    let page = await goToBank(simulator, order.acs_template ?? '');
    page = await press(simulator, page, 'confirm', '000000');
    expect(page.html).toContain('Tries left: 2');
    page = await press(simulator, page, 'confirm', '');
    expect(page.html).toContain('Tries left: 1');
    await press(simulator, page, 'confirm', '123456');
    expect(await statusOf(order.order_id)).toMatchObject({ status: 'payment_successful' });
  });

  test('the third wrong OTP locks the card and fails the payment for good', async () => {
    const order = await create('4895380110000003');
    let page = await goToBank(simulator, order.acs_template ?? '');
    const first = page;
    for (const otp of ['1', '2', '3']) page = await press(simulator, page, 'confirm', otp);
    expect((await comeBack(simulator, page)).fields).toMatchObject({ status: 'failed', payment_completed_at: '' });
    await press(simulator, first, 'confirm', '123456');
    expect(await statusOf(order.order_id)).toMatchObject({
      status: 'failed',
      status_message: '3D Secure authentication failed',
    });
    expect(merchant.received).toHaveLength(1);
  });

  test('cancelling fails the payment with the documented message', async () => {
    const order = await create('4895380110000003');
    await press(simulator, await goToBank(simulator, order.acs_template ?? ''), 'cancel');
    expect(await statusOf(order.order_id)).toMatchObject({ status: 'failed', status_message: 'Cancelled by user' });
    expect(JSON.parse((await merchant.nth(1)).body)).toMatchObject({
      event_type: 'PAYMENT_FAILED',
      data: { status: 'FAILED', message: 'Cancelled by user', bank_ref_num: null, payment_completed_at: null },
    });
  });

  test('a new OTP can be requested, but not forever', async () => {
    const order = await create('4895380110000003');
    let page = await goToBank(simulator, order.acs_template ?? '');
    page = await press(simulator, page, 'resend');
    expect(page.html).toContain('We have sent a new one-time password');
    for (let more = 0; more < 3; more += 1) page = await press(simulator, page, 'resend');
    expect(page.html).toContain('No more one-time passwords');
  });
});
