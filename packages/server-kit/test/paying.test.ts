import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  call,
  cardFor,
  cardRequest,
  eventually,
  newAttemptId,
  openShop,
  pay,
  post,
  status,
  VISA_DEBIT,
  type Shop,
} from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const orders = () => shop.simulator.control.orders();

describe('a new card', () => {
  test('is charged once with everything the documents require, and is decided by webhook', async () => {
    const attempt = newAttemptId();
    const { status: http, body } = await pay(shop, cardRequest(VISA_DEBIT), attempt);
    expect(http).toBe(201);
    expect(body).toMatchObject({ attempt, status: 'pending', amount: '1000.00', network: 'visa', last4: '0003' });
    expect(body.launchUrl).toMatch(/^\/eximpe\/challenge\/[\w-]{22,}$/);

    const [sent] = shop.simulator.control
      .requests()
      .filter(({ method, path }) => method === 'POST' && path === '/pg/orders/');
    expect(sent?.body).toMatchObject({
      amount: '1000.00',
      currency: 'INR',
      reference_id: `CF-${attempt}`,
      collection_mode: 's2s',
      mop_type: 'debit_card',
      return_url: `${shop.url}/eximpe/return/${attempt}`,
      card_details: { network: 'visa', cardholder_name: 'Asha Menon', nickname: 'VISA Debit' },
      buyer: { email: 'asha.menon@example.com', ip_address: '127.0.0.1', user_agent: expect.any(String) as string },
      product: { type_of_goods: 'physical_goods', hs_code: '63025100' },
      invoice: { number: 'INV-ORDER-1' },
    });

    await shop.simulator.control.force(body.orderId ?? '', 'paid');
    await eventually(() => shop.paid.length > 0);
    expect((await status(shop, body.handle)).body).toMatchObject({ status: 'successful', orderId: body.orderId });
    expect(shop.paid).toEqual([
      expect.objectContaining({ checkout: 'ORDER-1', attempt, amount: '1000.00', last4: '0003', afterFailure: false }),
    ]);
    expect((await call<{ paid: boolean }>(shop, '/checkouts/ORDER-1')).body).toMatchObject({
      paid: true,
      amount: '1000.00',
      mop: 'detected',
    });
  });

  test('without a challenge is paid in the first answer', async () => {
    const { body } = await pay(shop, cardRequest(cardFor('frictionless')));
    expect(body).toMatchObject({ status: 'successful' });
    expect(body.launchUrl).toBeUndefined();
  });

  test('declined without a challenge has failed, with the reason, and another card can follow', async () => {
    const first = await pay(shop, cardRequest(cardFor('frictionless-declined')));
    expect(first).toMatchObject({ status: 201, body: { status: 'failed', problem: { code: 'card_declined' } } });
    expect((await pay(shop)).body.status).toBe('pending');
  });
});

describe('a repeated attempt', () => {
  test('gets the same order, even while the first is in progress', async () => {
    const attempt = newAttemptId();
    const answers = await Promise.all([1, 2, 3].map(() => pay(shop, cardRequest(VISA_DEBIT), attempt)));
    expect(new Set(answers.map(({ body }) => body.orderId)).size).toBe(1);
    expect(answers.every(({ status: http }) => http === 201)).toBe(true);
    expect(orders()).toHaveLength(1);
  });

  test('counts as the same regardless of the order of its fields and the security code', async () => {
    const attempt = newAttemptId();
    const { checkout, card } = cardRequest(VISA_DEBIT);
    const first = await pay(shop, { checkout, card }, attempt);
    const turned = Object.fromEntries(Object.entries({ ...card, cvc: '321' }).toReversed());
    expect(await pay(shop, { card: turned, checkout }, attempt)).toMatchObject({
      status: 201,
      body: { orderId: first.body.orderId },
    });
    expect(orders()).toHaveLength(1);
  });

  test('with other content is refused', async () => {
    const attempt = newAttemptId();
    await pay(shop, cardRequest(VISA_DEBIT), attempt);
    const other = await pay(shop, cardRequest('5123456789012346'), attempt);
    expect(other).toMatchObject({ status: 422, body: { code: 'attempt_conflict' } });
    expect(orders()).toHaveLength(1);
  });
});

describe('one checkout', () => {
  test('has one undecided attempt at a time, and a second one gets its handle', async () => {
    const first = await pay(shop);
    const second = await pay(shop);
    expect(second).toMatchObject({ status: 409, body: { code: 'attempt_pending', handle: first.body.handle } });
    expect(orders()).toHaveLength(1);
  });

  test('has one order when two tabs pay at the same moment', async () => {
    const answers = await Promise.all([pay(shop), pay(shop), pay(shop), pay(shop)]);
    expect(answers.filter(({ status: http }) => http === 201)).toHaveLength(1);
    expect(orders()).toHaveLength(1);
  });

  test('is paid once', async () => {
    const card = cardRequest(cardFor('frictionless'));
    const first = await pay(shop, card);
    expect(await pay(shop, card)).toMatchObject({
      status: 409,
      body: { code: 'already_paid', handle: first.body.handle },
    });
    expect((await pay(shop)).body.code).toBe('already_paid');
  });

  test('accepts another card after the shopper cancelled the first and EximPe still says pending', async () => {
    const { body } = await pay(shop);
    const given = await post(shop, `/payments/${body.handle}/cancel`);
    expect(given.body).toMatchObject({ status: 'pending', problem: { code: 'challenge_cancelled' } });
    expect((await pay(shop)).status).toBe(201);
  });

  test('is not cancelled on EximPe’s old status while it can’t be asked', async () => {
    const { body } = await pay(shop);
    await shop.later(31_000);
    await status(shop, body.handle);
    shop.simulator.control.addFault({ method: 'GET', path: `/pg/orders/${body.orderId ?? ''}/status/`, status: 503 });
    await shop.later(60_000);
    const given = await post(shop, `/payments/${body.handle}/cancel`);
    expect(given.body).toMatchObject({ status: 'pending' });
    expect(given.body.problem).toBeUndefined();
    expect((await pay(shop)).status).toBe(409);
  });

  test('is paid if it was cancelled too late', async () => {
    const { body } = await pay(shop);
    shop.simulator.control.holdWebhooks();
    await shop.simulator.control.force(body.orderId ?? '', 'paid');
    expect((await post(shop, `/payments/${body.handle}/cancel`)).body).toMatchObject({ status: 'successful' });
  });
});

describe('a launch page', () => {
  test('opens for one launch, and for another one when requested again', async () => {
    const { body } = await pay(shop);
    const page = await fetch(shop.url + (body.launchUrl ?? ''));
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await page.text()).toContain('payment_post');
    await shop.later(31_000);
    expect((await fetch(shop.url + (body.launchUrl ?? ''))).status).toBe(410);
    const again = await post(shop, `/payments/${body.handle}/launch`);
    expect(again.body.launchUrl).not.toBe(body.launchUrl);
    expect((await fetch(shop.url + (again.body.launchUrl ?? ''))).status).toBe(200);
    expect(orders()).toHaveLength(1);
  });

  test('opened several times at once is one launch: a reload, a double navigation, a link scanner before the shopper', async () => {
    const { body } = await pay(shop);
    const address = shop.url + (body.launchUrl ?? '');
    const scanner = fetch(address, { headers: { 'user-agent': 'LinkScanner/1.0', 'x-forwarded-for': '203.0.113.9' } });
    const pages = await Promise.all([scanner, fetch(address), fetch(address)]);
    expect(pages.map((page) => page.status)).toEqual([200, 200, 200]);
    expect((await fetch(address)).status).toBe(200);
    expect(shop.events.filter(({ type }) => type === 'challenge.started')).toHaveLength(1);
    // Opening it again does not extend its lifetime.
    await shop.later(20_000);
    expect((await fetch(address)).status).toBe(200);
    await shop.later(11_000);
    expect((await fetch(address)).status).toBe(410);
  });

  test('does not open again after the payment is decided, however soon', async () => {
    const { body } = await pay(shop);
    const address = shop.url + (body.launchUrl ?? '');
    expect((await fetch(address)).status).toBe(200);
    expect((await fetch(`${address}/template`)).status).toBe(200);
    await shop.simulator.control.force(body.orderId ?? '', 'paid');
    await eventually(() => shop.paid.length === 1);
    expect((await fetch(address)).status).toBe(410);
    expect((await fetch(`${address}/template`)).status).toBe(410);
  });

  test('that refuses the bank’s page ends the attempt without a failure', async () => {
    const { body } = await pay(shop);
    await fetch(shop.url + (body.launchUrl ?? ''));
    const page = await fetch(`${shop.url}${body.launchUrl ?? ''}/refused?reason=action_is_own_origin`);
    expect(page.status).toBe(200);
    const now = await status(shop, body.handle);
    expect(now.body).toMatchObject({ status: 'pending', problem: { code: 'challenge_unavailable' } });
    expect(shop.logLines.join('\n')).toContain('action_is_own_origin');
    expect((await pay(shop)).status).toBe(201);
  });

  test('that refuses the bank’s page still has its order watched, and a payment made anyway is reported', async () => {
    const { body } = await pay(shop);
    await fetch(shop.url + (body.launchUrl ?? ''));
    await fetch(`${shop.url}${body.launchUrl ?? ''}/refused?reason=action_is_private`);
    expect(shop.logLines.join('\n')).toContain(
      `Report to EximPe: the page for the bank that came with order ${body.orderId ?? ''} leads to a name on the shopper's own network (rule action_is_private)`,
    );
    shop.simulator.control.holdWebhooks();
    await shop.simulator.control.force(body.orderId ?? '', 'paid');
    await shop.later(10 * 60_000);
    await eventually(() => shop.paid.length === 1);
    expect((await pay(shop)).body).toMatchObject({ code: 'already_paid' });
  });

  test('that refuses the bank’s page while EximPe does not answer blocks its checkout, so nobody pays again', async () => {
    const { body } = await pay(shop);
    await fetch(shop.url + (body.launchUrl ?? ''));
    shop.simulator.control.addFault({ method: 'GET', path: `/pg/orders/${body.orderId ?? ''}/status/`, status: 503 });
    await fetch(`${shop.url}${body.launchUrl ?? ''}/refused?reason=action_is_private`);
    expect((await status(shop, body.handle)).body).toMatchObject({ status: 'pending' });
    expect((await status(shop, body.handle)).body.problem).toBeUndefined();
    expect((await pay(shop)).body).toMatchObject({ code: 'attempt_pending' });
  });

  test('is followed by a return page that asks EximPe once and does not wait for it', async () => {
    shop.simulator.control.holdWebhooks();
    const { body } = await pay(shop);
    await shop.simulator.control.force(body.orderId ?? '', 'paid');
    const page = await fetch(`${shop.url}/eximpe/return/${body.attempt}`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'status=captured',
    });
    expect(page.status).toBe(200);
    expect(page.headers.get('set-cookie')).toBeNull();
    await eventually(async () => (await status(shop, body.handle)).body.status === 'successful');
    const asked = shop.simulator.control.requests().filter(({ path }) => path.includes('/status/'));
    expect(asked).toHaveLength(1);
  });

  test('is followed by a return page that logs and ignores a wrong hash, and leads back to the shop', async () => {
    const { body } = await pay(shop);
    const page = await fetch(`${shop.url}/eximpe/return/${body.attempt}?status=captured&hash=${'0'.repeat(64)}`);
    expect(page.status).toBe(200);
    expect((await status(shop, body.handle)).body.status).toBe('pending');
    expect(shop.logLines.join()).toContain('wrong hash');
  });
});

describe('the amount on the shopper’s screen', () => {
  test('is compared with the current price, and if they differ nothing is charged', async () => {
    const shown = (amount: string): unknown => ({ ...cardRequest(VISA_DEBIT), shown: amount });
    expect(await pay(shop, shown('999.00'))).toMatchObject({ status: 409, body: { code: 'amount_changed' } });
    expect(shop.simulator.control.orders()).toHaveLength(0);
    const { body } = await pay(shop, shown('1000.00'));
    expect(body.status).toBe('pending');
    expect(shop.simulator.control.orders()[0]?.amount).toBe('1000.00');
  });
});

describe('a request whose answer a form did not get', () => {
  test('is reported as never arrived, and is refused if it arrives later', async () => {
    const attempt = newAttemptId();
    expect((await call(shop, `/attempts/${attempt}`)).body).toMatchObject({ code: 'attempt_unknown' });
    const late = await post(shop, '/payments', cardRequest(VISA_DEBIT), { 'idempotency-key': attempt });
    expect(late.body).toMatchObject({ code: 'attempt_unknown' });
    expect(shop.simulator.control.orders()).toHaveLength(0);
    expect((await call(shop, `/attempts/${attempt}`)).body).toMatchObject({ code: 'attempt_unknown' });
    expect((await pay(shop)).body.status).toBe('pending');
  });

  test('is never reported as not arrived while it is charged, whichever comes first', async () => {
    for (let round = 0; round < 8; round += 1) {
      const attempt = newAttemptId();
      const request = cardRequest(VISA_DEBIT, `ORDER-race-${round}`);
      const [paid, asked] = await Promise.all([
        post(shop, '/payments', request, { 'idempotency-key': attempt }),
        call<{ code?: string }>(shop, `/attempts/${attempt}`),
      ]);
      if (asked.body.code === 'attempt_unknown') expect(paid.body).toMatchObject({ code: 'attempt_unknown' });
      else expect(paid.body.status).toBe('pending');
    }
  });
});

test('a status of another order decides nothing', async () => {
  const { body } = await pay(shop);
  shop.simulator.control.addFault({
    method: 'GET',
    path: `/pg/orders/${body.orderId}/status/`,
    status: 200,
    body: { success: true, data: { order_id: 'OD0000000001', status: 'FAILED' } },
  });
  await fetch(`${shop.url}/eximpe/return/${body.attempt}`);
  await eventually(() => shop.simulator.control.requests().some(({ path }) => path.includes('/status/')));
  expect((await status(shop, body.handle)).body.status).toBe('pending');
});

describe('a charge whose answer is lost', () => {
  test.each(['drop-after', 'gateway-error', 'html-answer', 'drop-before'] as const)(
    'by %s is looked up and never repeated',
    async (scenario) => {
      shop.simulator.scenario = scenario;
      const { status: http, body } = await pay(shop);
      expect(http).toBe(201);
      expect(body).toMatchObject({ status: 'pending' });
      expect(body.problem).toBeUndefined();
      expect(await pay(shop)).toMatchObject({ status: 409, body: { code: 'attempt_pending' } });
      const sent = shop.simulator.control
        .requests()
        .filter(({ method, path }) => method === 'POST' && path === '/pg/orders/');
      expect(sent).toHaveLength(1);
      expect((await call(shop, `/attempts/${body.attempt}`)).status).toBe(200);
    },
  );
});

const OTHERS = { payment_id: 'PR9', status: 'captured', order: { order_id: 'OD9', reference_id: 'CF-another' } };
type Body = NonNullable<Parameters<Shop['simulator']['control']['addFault']>[0]['body']>;
const listing = (data: Body): Body => ({ success: true, data });

describe('a charge that never arrived', () => {
  test('blocks the checkout until EximPe has not had it for a minute; then another attempt is possible', async () => {
    shop.simulator.scenario = 'drop-before';
    const { body } = await pay(shop);
    shop.simulator.scenario = 'paid';
    expect((await post(shop, `/payments/${body.handle}/cancel`)).body.problem).toBeUndefined();
    expect((await pay(shop)).status).toBe(409);
    await shop.later(70_000);
    expect((await status(shop, body.handle)).body).toMatchObject({
      status: 'pending',
      problem: { code: 'gateway_unreachable' },
    });
    expect((await pay(shop)).status).toBe(201);
  });

  test.each<[string, number, Body]>([
    ['lists other payments', 200, listing({ results: [OTHERS] })],
    ['lists none on this page', 200, listing({ results: [], count: 300 })],
    ['has no list', 404, { detail: 'Not found.' }],
  ])('counts neither as not arrived nor as decided if EximPe %s', async (_, http, body) => {
    shop.simulator.control.addFault({ method: 'GET', path: '/pg/payments/', status: http, body });
    shop.simulator.scenario = 'drop-before';
    const first = await pay(shop);
    shop.simulator.scenario = 'paid';
    await shop.later(75_000);
    const now = await status(shop, first.body.handle);
    expect(now.body).toMatchObject({ status: 'pending', orderId: null });
    expect(now.body.problem).toBeUndefined();
    expect((await pay(shop)).status).toBe(409);
  });

  test('is not cancelled while EximPe’s lookup is also down', async () => {
    shop.simulator.control.addFault({ method: 'POST', path: '/pg/orders/', status: 502, body: '<html>' });
    shop.simulator.control.addFault({ method: 'GET', path: '/pg/payments/', status: 503 });
    const { body } = await pay(shop);
    await shop.later(3_600_000);
    const given = await post(shop, `/payments/${body.handle}/cancel`);
    expect(given.body).toMatchObject({ status: 'pending' });
    expect(given.body.problem).toBeUndefined();
    expect((await pay(shop)).status).toBe(409);
  });
});

describe('an answer to a charge that is not EximPe’s', () => {
  test.each<[string, number, Body]>([
    ['a firewall’s 403 page', 403, '<html>blocked</html>'],
    ['a redirect', 302, ''],
    ['a proxy’s status', 499, ''],
    ['“success: false” without a reason', 200, { success: false, message: 'Something went wrong' }],
  ])('(%s) does not mean that nothing was charged', async (_, http, body) => {
    shop.simulator.control.addFault({ method: 'POST', path: '/pg/orders/', nth: 1, status: http, body });
    expect(await pay(shop)).toMatchObject({ status: 201, body: { status: 'pending' } });
    expect(await pay(shop)).toMatchObject({ status: 409, body: { code: 'attempt_pending' } });
  });
});

describe('a charge that EximPe does not explain', () => {
  test('is never reported as failed: the merchant is notified once, nobody pays again, and a webhook still decides it', async () => {
    shop.simulator.control.addFault({ method: 'GET', path: '/pg/payments/', status: 403, body: { detail: 'no' } });
    shop.simulator.scenario = 'drop-after';
    const { body } = await pay(shop);
    const calls = () => shop.attention.filter(({ type }) => type === 'charge_unexplained');
    for (let look = 0; look < 3; look += 1) {
      await shop.kit.reconcile();
      await eventually(() => calls().length === (look === 0 ? 0 : 1));
      await shop.later(20 * 60_000);
    }
    expect(await shop.kit.reconcile()).toMatchObject({ stillPending: 1, needAttention: 1 });
    expect(calls()).toMatchObject([{ referenceId: `CF-${body.attempt}`, payment: { checkout: 'ORDER-1' } }]);
    expect(shop.logLines.join('\n')).toContain('EXIMPE_CHARGE_UNEXPLAINED');
    expect((await status(shop, body.handle)).body).toMatchObject({ status: 'pending' });
    expect(await pay(shop)).toMatchObject({ status: 409, body: { code: 'attempt_pending', handle: body.handle } });
    await shop.simulator.control.force(orders()[0]?.orderId ?? '', 'paid');
    await eventually(() => shop.paid.length === 1);
    expect((await status(shop, body.handle)).body).toMatchObject({ status: 'successful' });
  });
});

describe('EximPe refuses', () => {
  test('credentials: the shopper gets a friendly message, the merchant a clear one', async () => {
    await shop.close();
    shop = await openShop({ kit: { clientSecret: 'wrong', cardTypes: 'ask' } });
    const attempt = newAttemptId();
    expect(await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-1', { mop: 'debit_card' }), attempt)).toMatchObject({
      status: 500,
      body: { code: 'merchant_misconfigured' },
    });
    expect(shop.logLines.join('\n')).toMatch(/ERR_AUTH/);
    expect(await call(shop, `/attempts/${attempt}`)).toMatchObject({ status: 404, body: { code: 'attempt_unknown' } });
  });

  test('a connection: nothing was charged, and the shopper can try again', async () => {
    await shop.close();
    shop = await openShop({ baseUrl: 'http://127.0.0.1:9' });
    const { status: http, body } = await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-1', { mop: 'debit_card' }));
    expect({ http, code: body.code }).toEqual({ http: 502, code: 'gateway_unreachable' });
  });
});
