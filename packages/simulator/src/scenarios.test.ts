// Every outcome of a payment, each driven over HTTP.
import { createHash, createPrivateKey, sign } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { startSimulator, type Simulator } from './simulator.ts';
import { TEST_CARDS } from './test-cards.ts';
import { call, listener, orderBody, type Listener } from './testing/merchant.ts';
import {
  comeBack,
  decodeTemplate,
  formOf,
  get,
  goToBank,
  payAtBank,
  press,
  send,
  type Page,
} from './testing/shopper.ts';

let merchant: Listener;
let simulator: Simulator;

beforeEach(async () => {
  merchant = await listener();
  // Time stands still, so that nothing happens unless the test triggers it.
  simulator = await startSimulator({ seed: 'scenarios', speed: 0, webhookUrl: merchant.url });
});

afterEach(async () => {
  await simulator.close();
  await merchant.close();
});

const cardOf = (scenario: string): string => TEST_CARDS.find((card) => card.scenario === scenario)?.number ?? '';
const create = (card: string, changes: Record<string, unknown> = {}) =>
  call(simulator, 'POST', '/pg/orders/', orderBody(changes, { number: card }));
const statusOf = async (orderId: string) => (await call(simulator, 'GET', `/pg/orders/${orderId}/status/`)).body.data;
const usual = async (scenario: string) => {
  simulator.scenario = scenario;
  return (await create('4895380110000003')).body.data as { order_id: string; acs_template: string; link?: string };
};

describe('cards of the simulator', () => {
  test.each([
    ['declined', 'Payment declined by bank'],
    ['insufficient-funds', 'Insufficient funds in the account'],
    ['expired-card', 'Card has expired'],
    ['invalid-cvv', 'Incorrect CVV provided'],
    ['challenge-failed', '3D Secure authentication failed'],
    ['cancelled-at-bank', 'Cancelled by user'],
  ])('%s fails after the correct OTP', async (scenario, message) => {
    const { order_id: id, acs_template: template } = (await create(cardOf(scenario))).body.data;
    expect((await payAtBank(simulator, template)).fields).toMatchObject({ status: 'failed', message });
    expect(await statusOf(id)).toMatchObject({ status: 'failed', status_message: message });
    expect(JSON.parse((await merchant.nth(1)).body).data).toMatchObject({
      status: 'FAILED',
      extended_status: 'FAILED',
      message,
    });
  });

  test.each([
    ['frictionless', 'payment_successful'],
    ['frictionless-declined', 'failed'],
  ])('%s ends at once, without a template', async (scenario, status) => {
    const { data } = (await create(cardOf(scenario))).body;
    expect(data).not.toHaveProperty('acs_template');
    expect(await statusOf(data.order_id)).toMatchObject({ status });
  });

  test('pending-then-paid is pending until its time is over', async () => {
    const { data } = (await create(cardOf('pending-then-paid'))).body;
    expect((await payAtBank(simulator, data.acs_template)).fields).toMatchObject({ status: 'pending' });
    await simulator.control.advanceClock(9);
    expect(await statusOf(data.order_id)).toMatchObject({ status: 'payment_pending' });
    await simulator.control.advanceClock(2);
    expect(await statusOf(data.order_id)).toMatchObject({ status: 'payment_successful' });
  });

  test('pending-forever stays pending, however much time passes', async () => {
    const { data } = (await create(cardOf('pending-forever'))).body;
    await payAtBank(simulator, data.acs_template);
    await simulator.control.advanceClock(86_400);
    expect(await statusOf(data.order_id)).toMatchObject({ status: 'payment_pending' });
  });

  test('webhook-before-status returns paid only after the webhook was received', async () => {
    merchant.answers = [500, 200];
    const { data } = (await create(cardOf('webhook-before-status'))).body;
    await payAtBank(simulator, data.acs_template);
    expect(JSON.parse((await merchant.nth(1)).body).data.status).toBe('CAPTURED');
    expect(await statusOf(data.order_id)).toMatchObject({ status: 'payment_pending' });
    await merchant.nth(1);
    await expect.poll(() => simulator.control.webhooks()[0]?.attempts.length).toBe(1);
    await simulator.control.advanceClock(61);
    expect(await statusOf(data.order_id)).toMatchObject({ status: 'payment_successful' });
  });

  test('webhook-before-status accepts no second outcome while its webhook is pending', async () => {
    merchant.answers = [500];
    const { data } = (await create(cardOf('webhook-before-status'))).body;
    expect(await simulator.control.force(data.order_id, 'paid')).toBe(true);
    expect(await simulator.control.force(data.order_id, 'declined')).toBe(false);
    await expect.poll(() => simulator.control.webhooks()[0]?.attempts.length).toBe(1);
    await simulator.control.advanceClock(2 * 3600);
    expect(await statusOf(data.order_id)).toMatchObject({ status: 'payment_successful' });
  });

  test.each([
    ['gateway-error', 500, { error: { code: 'ERR_SERVICE_ERROR_000' } }],
    ['duplicate', 400, { error: { details: { reference_id: 'Reference ID must be unique' } } }],
    ['rate-limited', 429, { detail: expect.stringContaining('throttled') }],
  ])('%s answers %i', async (scenario, status, body) => {
    expect(await create(cardOf(scenario))).toMatchObject({ status, body });
  });

  test('html-answer is not JSON', async () => {
    expect(await create(cardOf('html-answer'))).toEqual({ status: 502, body: expect.stringContaining('<html>') });
  });

  test.each([
    ['drop-before', 0],
    ['drop-after', 1],
  ])('%s: the connection drops with %i orders on the books', async (scenario, count) => {
    await expect(create(cardOf(scenario), { reference_id: 'LOST-1' })).rejects.toThrow();
    const { body } = await call(simulator, 'GET', '/pg/payments/?reference_id=LOST-1');
    expect(body.data.count).toBe(count);
  });

  test('silence ends after 30 seconds', async () => {
    const answer = create(cardOf('silence'));
    await expect.poll(() => simulator.control.orders().length).toBe(1);
    await simulator.control.advanceClock(30);
    expect(await answer).toMatchObject({ status: 200 });
  });
});

describe('a shopper who never comes to the bank', () => {
  test('fails the payment after 15 minutes', async () => {
    const { data } = (await create('4895380110000003')).body;
    await simulator.control.advanceClock(15 * 60);
    expect(await statusOf(data.order_id)).toMatchObject({ status: 'failed' });
  });
});

describe('templates', () => {
  test.each(['template-misnested', 'template-clobbering', 'template-two-forms'])(
    '%s leads to the bank',
    async (scenario) => {
      const { order_id: id, acs_template: template } = await usual(scenario);
      await payAtBank(simulator, template);
      expect(await statusOf(id)).toMatchObject({ status: 'payment_successful' });
    },
  );

  test('the aggregator refuses a form whose fields were lost in transit', async () => {
    const form = formOf(decodeTemplate((await usual('template-clobbering')).acs_template), simulator.url);
    const { submit: _, ...fields } = form.fields;
    expect(await send(simulator, { ...form, fields })).toMatchObject({ status: 400 });
  });

  test('a link also leads to the bank, without a template', async () => {
    const { order_id: id, link, acs_template: template } = await usual('link');
    expect(template).toBeUndefined();
    const aggregator = await get(simulator, link ?? '');
    const bank = await send(simulator, formOf(aggregator.html, aggregator.url));
    await press(simulator, bank, 'confirm', '123456');
    expect(await statusOf(id)).toMatchObject({ status: 'payment_successful' });
  });

  test('a script-built template has no form in it', async () => {
    expect(decodeTemplate((await usual('template-script-built')).acs_template)).not.toContain('<form');
  });
});

describe('banks', () => {
  test.each([
    ['bank-coop', { 'cross-origin-opener-policy': 'same-origin' }],
    ['bank-no-frames', { 'x-frame-options': 'DENY' }],
  ])('%s sets its header', async (scenario, headers) => {
    const bank = await goToBank(simulator, (await usual(scenario)).acs_template);
    expect(bank.headers).toMatchObject(headers);
  });

  test.each([
    ['bank-target-parent', 'target="_parent"'],
    ['bank-target-top', 'target="_top"'],
    ['bank-app-link', 'malharbank://'],
  ])('%s shows it on its page', async (scenario, words) => {
    const bank = await goToBank(simulator, (await usual(scenario)).acs_template);
    expect(bank.html).toContain(words);
  });

  test('bank-needs-cookies continues only with its own cookie', async () => {
    const { order_id: id, acs_template: template } = await usual('bank-needs-cookies');
    const bank = await goToBank(simulator, template);
    expect(await press(simulator, bank, 'confirm', '123456')).toMatchObject({ status: 403 });
    const form = formOf(bank.html, bank.url);
    const cookie = String(bank.headers['set-cookie']).split(';')[0];
    await send(simulator, { ...form, fields: { ...form.fields, otp: '123456', do: 'confirm' } }, cookie);
    expect(await statusOf(id)).toMatchObject({ status: 'payment_successful' });
  });

  test('bank-never-returns accepts the OTP, stays, and is still paid', async () => {
    const { order_id: id, acs_template: template } = await usual('bank-never-returns');
    const page = await press(simulator, await goToBank(simulator, template), 'confirm', '123456');
    expect(page.html).not.toContain('<form');
    await simulator.control.advanceClock(3);
    expect(await statusOf(id)).toMatchObject({ status: 'payment_successful' });
  });
});

describe('a bank that requires its app', () => {
  const approvedOn = async (bank: Page): Promise<unknown> => {
    const { MD = '' } = formOf(bank.html, bank.url).fields;
    return JSON.parse((await get(simulator, `${simulator.bankUrl}/acs/app?MD=${MD}`)).html).approved;
  };

  test('continues when the app has answered, and not before', async () => {
    const { order_id: id, acs_template: template } = await usual('bank-app');
    const bank = await goToBank(simulator, template);
    expect(await approvedOn(bank)).toBe(false);
    const tooEarly = await press(simulator, bank, 'approved');
    expect(tooEarly.html).toContain('has not told us');
    await simulator.control.advanceClock(10);
    expect(await approvedOn(tooEarly)).toBe(true);
    const back = await comeBack(simulator, await press(simulator, tooEarly, 'approved'));
    expect(back.fields).toMatchObject({ status: 'captured' });
    expect(await statusOf(id)).toMatchObject({ status: 'payment_successful' });
  });

  test('accepts a one-time password instead', async () => {
    const { order_id: id, acs_template: template } = await usual('bank-app');
    const otp = await press(simulator, await goToBank(simulator, template), 'otp-instead');
    await press(simulator, otp, 'confirm', '123456');
    expect(await statusOf(id)).toMatchObject({ status: 'payment_successful' });
  });

  test('fails when the shopper refuses there', async () => {
    const { order_id: id, acs_template: template } = await usual('bank-app-denied');
    const bank = await goToBank(simulator, template);
    await simulator.control.advanceClock(10);
    await press(simulator, bank, 'approved');
    expect(await statusOf(id)).toMatchObject({ status: 'failed', status_message: '3D Secure authentication failed' });
  });

  test('releases a page whose payment is over', async () => {
    const bank = await goToBank(simulator, (await usual('bank-app')).acs_template);
    await press(simulator, bank, 'cancel');
    expect(await approvedOn(bank)).toBe(true);
    expect((await comeBack(simulator, await press(simulator, bank, 'approved'))).fields).toMatchObject({
      status: 'failed',
    });
  });
});

describe('a bank that requires a passkey', () => {
  const base64url = (text: string): string => Buffer.from(text, 'base64').toString('base64url');

  /** What an authenticator would sign, with changes. */
  function signed(md: string, { origin = simulator.bankUrl, flags = 0b101, rpId = simulator.passkey.rpId } = {}) {
    const challenge = Buffer.from(md, 'hex').toString('base64url');
    const clientData = Buffer.from(JSON.stringify({ type: 'webauthn.get', challenge, origin }));
    const data = Buffer.concat([createHash('sha256').update(rpId).digest(), Buffer.from([flags, 0, 0, 0, 0])]);
    const key = createPrivateKey({
      key: Buffer.from(simulator.passkey.privateKey, 'base64'),
      format: 'der',
      type: 'pkcs8',
    });
    const signature = sign('sha256', Buffer.concat([data, createHash('sha256').update(clientData).digest()]), key);
    return {
      do: 'passkey',
      id: base64url(simulator.passkey.credentialId),
      clientData: clientData.toString('base64url'),
      authenticatorData: data.toString('base64url'),
      signature: signature.toString('base64url'),
    };
  }
  const answer = (bank: Page, fields: Readonly<Record<string, string>>): Promise<Page> => {
    const form = formOf(bank.html, bank.url);
    return send(simulator, { ...form, fields: { MD: form.fields['MD'] ?? '', ...fields } });
  };

  test('accepts a signature from a known passkey', async () => {
    const { order_id: id, acs_template: template } = await usual('bank-passkey');
    const bank = await goToBank(simulator, template);
    await answer(bank, signed(formOf(bank.html, bank.url).fields['MD'] ?? ''));
    expect(await statusOf(id)).toMatchObject({ status: 'payment_successful' });
  });

  test.each<[string, (md: string) => Record<string, string>]>([
    ['of another payment', () => signed('00'.repeat(32))],
    ['made on another site', (md) => signed(md, { origin: 'https://phish.example' })],
    ['for another bank', (md) => signed(md, { rpId: 'phish.example' })],
    ['of a user who was not verified', (md) => signed(md, { flags: 0b001 })],
    ['of an unknown passkey', (md) => ({ ...signed(md), id: 'nobodys' })],
    ['that was changed', (md) => ({ ...signed(md), signature: signed('00').signature })],
    ['that is invalid', () => ({ do: 'passkey', clientData: 'e30', signature: 'x' })],
  ])('refuses one %s', async (_, fields) => {
    const { order_id: id, acs_template: template } = await usual('bank-passkey');
    const bank = await goToBank(simulator, template);
    const page = await answer(bank, fields(formOf(bank.html, bank.url).fields['MD'] ?? ''));
    expect(page.html).toContain('not one of yours');
    expect(await statusOf(id)).toMatchObject({ status: 'payment_pending' });
  });

  test('refuses to register an invalid key', async () => {
    const bank = await goToBank(simulator, (await usual('bank-passkey')).acs_template);
    expect((await answer(bank, { do: 'new-passkey', id: 'x', publicKey: 'AAAA' })).html).toContain(
      'No passkey was made',
    );
  });
});

describe('returns', () => {
  test('by GET, with the same fields', async () => {
    const form = await payAtBank(simulator, (await usual('return-get')).acs_template);
    expect(form).toMatchObject({
      method: 'get',
      fields: { status: 'captured', hash: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test('without a hash', async () => {
    expect((await payAtBank(simulator, (await usual('return-no-hash')).acs_template)).fields).not.toHaveProperty(
      'hash',
    );
  });

  test('with a hash by another key', async () => {
    const right = (await payAtBank(simulator, (await usual('paid')).acs_template)).fields;
    const wrong = (await payAtBank(simulator, (await usual('return-wrong-hash')).acs_template)).fields;
    expect(wrong['hash']).toMatch(/^[0-9a-f]{64}$/);
    expect(Object.keys(wrong)).toEqual(Object.keys(right));
  });
});

describe('choosing', () => {
  test('a reference’s scenario takes precedence over the card’s, and both over the default', async () => {
    simulator.scenario = 'return-get';
    simulator.control.setScenario('paid', 'CHOSEN-1');
    const { data } = (await create(cardOf('declined'), { reference_id: 'CHOSEN-1' })).body;
    const returned = await payAtBank(simulator, data.acs_template);
    expect(returned).toMatchObject({ method: 'get', fields: { status: 'captured' } });
    expect(simulator.control.order(data.order_id).scenario).toBe('return-get+declined+paid');
  });

  test('an invoice number works like a reference', async () => {
    simulator.setScenario('frictionless', 'INV-CHOSEN');
    await create('4895380110000003', { invoice: { number: 'INV-CHOSEN' } });
    expect(simulator.orders()[0]).toMatchObject({ status: 'payment_successful', invoice: { number: 'INV-CHOSEN' } });
  });

  test('scenarios are joined with +', async () => {
    const { acs_template: template } = await usual('insufficient-funds+bank-target-top');
    const bank = await goToBank(simulator, template);
    expect(bank.html).toContain('target="_top"');
    const back = await comeBack(simulator, await press(simulator, bank, 'confirm', '123456'));
    expect(back.fields).toMatchObject({ status: 'failed' });
  });

  test('an unknown name is refused with a list of the known names', () => {
    expect(() => (simulator.scenario = 'payed')).toThrow(/Unknown scenario "payed"\. Known: paid, declined/);
  });
});
