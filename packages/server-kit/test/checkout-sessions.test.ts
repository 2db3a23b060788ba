// Checkout sessions: without one signed by the shop, nothing is shown or charged; with one, a shopper pays once, before it expires.
import { createHmac } from 'node:crypto';
import { CheckoutName, CheckoutReference } from '@eximpe/contract';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { readCheckoutSession } from '../src/checkout-session.ts';
import { EximpeKitError, signCheckoutSession, type NewCheckoutSession } from '../src/index.ts';
import {
  call,
  cardFor,
  cardRequest,
  CHECKOUT,
  eventually,
  openShop,
  pay,
  post,
  VISA_DEBIT,
  type Shop,
} from './shop.ts';

const [SECRET, OLD, OTHER] = ['new', 'old', 'other'].map((name) => `the-${name}-secret-of-checkout-sessions-01`) as [
  string,
  string,
  string,
];
const sessions = { checkoutSessions: { secret: [SECRET, OLD] } };

let orders = 0;
const newOrder = (): string => `ORDER-${(orders += 1)}`;
const sessionFor = (checkout: string, secret = SECRET, more: { customer?: string; expiresInSeconds?: number } = {}) =>
  signCheckoutSession({ checkout, amount: '1000.00', ...more }, secret);

/** Signs as any JWT library would. */
function jwt(claims: object, header: object = { alg: 'HS256' }, secret = SECRET): string {
  const signed = [header, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${signed}.${createHmac('sha256', secret).update(signed).digest('base64url')}`;
}
const claimsFor = (checkout: string) => ({
  checkout,
  amount: '1000.00',
  exp: Math.floor(Date.now() / 1_000) + 60,
  jti: 'a-session-of-this-test',
});

const look = (at: Shop, name: string) => call(at, `/checkouts/${encodeURIComponent(name)}`);

describe('a shop that requires sessions', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ kit: sessions });
  });
  afterAll(() => shop.close());

  test('is paid with a session, sees its own reference, and the session is used up', async () => {
    const order = newOrder();
    const session = sessionFor(order);
    expect((await look(shop, session)).body).toMatchObject({ reference: order, amount: '1000.00', paid: false });
    expect(await pay(shop, cardRequest(cardFor('frictionless'), session))).toMatchObject({
      status: 201,
      body: { status: 'successful' },
    });
    await eventually(() => shop.paid.some(({ checkout }) => checkout === order));
    // Intercepted, and tried again with another card.
    expect(await pay(shop, cardRequest(VISA_DEBIT, session))).toMatchObject({ body: { code: 'already_paid' } });
    expect(shop.simulator.orders().filter(({ invoice }) => invoice?.number === `INV-${order}`)).toHaveLength(1);
  });

  test.each<[string, (order: string) => string]>([
    ['signed with the secret that is being rotated out', (order) => sessionFor(order, OLD)],
    ['made by a JWT library with extra claims', (order) => jwt({ ...claimsFor(order), iat: 1, iss: 'shop' })],
  ])('accepts a session %s', async (_, name) => {
    expect(await look(shop, name(newOrder()))).toMatchObject({ status: 200 });
  });

  test('is paid with a session of the maximum length, and shows nothing for a longer one', async () => {
    const order = newOrder();
    const ofLength = (characters: number): string => jwt({ ...claimsFor(order), note: 'x'.repeat(characters) });
    const longest = ofLength(Math.floor(((2_000 - ofLength(0).length) * 3) / 4));
    expect(longest.length).toBeGreaterThan(1_990);
    expect(longest.length).toBeLessThanOrEqual(2_000);
    expect(await look(shop, longest)).toMatchObject({ status: 200, body: { reference: order } });
    const longer = ofLength(2_000);
    expect(await look(shop, longer)).toMatchObject({ status: 404, body: { code: 'checkout_unknown' } });
    const card = cardFor('frictionless');
    expect((await pay(shop, cardRequest(card, longer))).body).toMatchObject({ code: 'request_invalid' });
    expect((await pay(shop, cardRequest(card, longest))).body).toMatchObject({ status: 'successful' });
  });

  const REFUSED: readonly (readonly [string, (order: string) => string])[] = [
    ['a bare reference', (order) => order],
    ['a session that another shop signed', (order) => sessionFor(order, OTHER)],
    ['an unsigned session', (order) => sessionFor(order).replace(/\.[^.]*$/, '.')],
    ['a session with “alg: none”', (order) => jwt(claimsFor(order), { alg: 'none' }).replace(/[^.]*$/, '')],
    ['a session with another algorithm', (order) => jwt(claimsFor(order), { alg: 'HS512' })],
    ['a session with a changed order', (order) => withClaims(sessionFor(order), { ...claimsFor(newOrder()) })],
    ['an expired session', (order) => sessionFor(order, SECRET, { expiresInSeconds: -1 })],
    ['a session for another amount', (order) => jwt({ ...claimsFor(order), amount: '1.00' })],
    ['a session without an expiry', (order) => jwt({ ...claimsFor(order), exp: undefined })],
    ['a session without an id', (order) => jwt({ ...claimsFor(order), jti: undefined })],
    ['a session for an unknown checkout', () => sessionFor('CART-1')],
  ];
  const withClaims = (token: string, claims: object): string => {
    const [header = '', , signature = ''] = token.split('.');
    return [header, Buffer.from(JSON.stringify(claims)).toString('base64url'), signature].join('.');
  };

  test.each(REFUSED)('shows nothing and charges nothing for %s', async (_, name) => {
    const before = shop.simulator.orders().length;
    const given = name(newOrder());
    expect(await look(shop, given)).toMatchObject({ status: 404, body: { code: 'checkout_unknown' } });
    const paid = await pay(shop, cardRequest(cardFor('frictionless'), given));
    expect(paid).toMatchObject({ body: { code: 'checkout_unknown' } });
    expect(shop.simulator.orders()).toHaveLength(before);
  });

  test('still shows the outcome for an expired session, but starts no other payment', async () => {
    const session = jwt({ ...claimsFor(newOrder()), exp: Math.floor((Date.now() + shop.aheadMs) / 1_000) + 60 });
    const first = await pay(shop, cardRequest(cardFor('frictionless-declined'), session));
    expect(first.body.status).toBe('failed');
    await shop.later(61_000);
    expect(await look(shop, session)).toMatchObject({ status: 200, body: { paid: false } });
    expect(await pay(shop, cardRequest(cardFor('frictionless'), session))).toMatchObject({
      body: { code: 'checkout_unknown' },
    });
  });
});

test('an altered session is accepted only if its signed content is unchanged', () => {
  const token = sessionFor('ORDER-1');
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.stringMatching(/^[\w.-]$/), fc.string(), (at, character, text) => {
      const changed = token.slice(0, at) + character + token.slice(at + 1);
      const read = readCheckoutSession(changed, [SECRET]);
      // The last character of a signature has unused bits in base64url.
      if (read) expect([read.reference, changed.slice(0, -1)]).toEqual(['ORDER-1', token.slice(0, -1)]);
      expect(readCheckoutSession(text, [SECRET])).toBeUndefined();
      expect(readCheckoutSession(token, [OTHER])).toBeUndefined();
    }),
  );
});

const GOOD: Readonly<Record<string, unknown>> = { checkout: 'ORDER-1', amount: '1000.00' };
test.each<[string, object, string | undefined, readonly string[]]>([
  ['an amount as a number', { ...GOOD, amount: 1000 }, SECRET, ['amount: must be rupees with two decimals']],
  ['an amount in another format', { ...GOOD, amount: '₹1,000' }, SECRET, ['amount: must be rupees with two decimals']],
  ['more than EximPe takes', { ...GOOD, amount: '2500000.01' }, SECRET, ['amount: must', 'at most 2500000.00']],
  ['an empty checkout', { ...GOOD, checkout: '' }, SECRET, ['checkout: must be your own reference']],
  ['a customer id that is too long', { ...GOOD, customer: 'x'.repeat(65) }, SECRET, ['customer: must be your own id']],
  ['a fraction of a second', { ...GOOD, expiresInSeconds: 0.5 }, SECRET, ['expiresInSeconds: must be a whole number']],
  ['a misnamed field', { ...GOOD, expiresIn: 60 }, SECRET, ['expiresIn: there is no such field. Did you mean']],
  ['a short secret', GOOD, 'private', ['secret: must be 32 characters or more']],
  ['a missing secret', GOOD, undefined, ['secret: must be 32 characters or more']],
  ['several mistakes', { amount: '1' }, '', ['checkout: must', 'amount: must', 'secret: must']],
])('signing is refused for %s, and the field is named', (_, session, secret, says) => {
  const sign = () => signCheckoutSession(session as NewCheckoutSession, secret as string);
  expect(sign).toThrow(EximpeKitError);
  for (const words of ['EXIMPE_SESSION_INVALID', ...says]) expect(sign).toThrow(words);
  expect(sign).not.toThrow(/private|₹/);
});

test('every signed session can be read, and passed by the form', () => {
  const words = fc.string({ unit: 'binary', minLength: 1, maxLength: 100 });
  fc.assert(
    fc.property(
      words.filter((text) => CheckoutReference.safeParse(text).success),
      words.filter((text) => text.trim() === text && text !== '' && text.length <= 64),
      (checkout, customer) => {
        const token = sessionFor(checkout, SECRET, { customer });
        expect(CheckoutName.safeParse(token).success).toBe(true);
        expect(readCheckoutSession(token, [SECRET])).toMatchObject({ reference: checkout, customer });
      },
    ),
  );
});

describe('together with other rules', () => {
  let shop: Shop;
  afterEach(() => shop.close());

  test('the limit of cards per session applies in addition to that of the checkout', async () => {
    shop = await openShop({ kit: { ...sessions, limits: { session: { points: 1, seconds: 600 } } } });
    const order = newOrder();
    const session = sessionFor(order);
    const declined = (name: string) => pay(shop, cardRequest(cardFor('frictionless-declined'), name));
    expect((await declined(session)).body.status).toBe('failed');
    expect((await declined(session)).body.status, 'the same card again').toBe('failed');
    const another = await pay(shop, cardRequest(cardFor('frictionless'), session));
    expect(another.body.code).toBe('too_many_attempts');
    expect((await pay(shop, cardRequest(cardFor('frictionless'), sessionFor(order)))).body.status).toBe('successful');
  });

  test('a refused session records the new price; a capture at the old price is reported as price_changed', async () => {
    let amount = '1000.00';
    shop = await openShop({
      kit: {
        ...sessions,
        resolveCheckout: (reference) => ({ ...CHECKOUT, amount, invoice: { number: `INV-${reference}` } }),
      },
    });
    const session = sessionFor(newOrder());
    const { body: atBank } = await pay(shop, cardRequest(VISA_DEBIT, session));
    amount = '95000.00';
    expect(await pay(shop, cardRequest(VISA_DEBIT, session))).toMatchObject({ body: { code: 'checkout_unknown' } });
    await shop.simulator.control.force(atBank.orderId ?? '', 'paid');
    await eventually(() => shop.paid.length === 1 && shop.attention.length === 1);
    expect(shop.attention).toMatchObject([{ type: 'price_changed', paid: '1000.00', price: '95000.00' }]);
  });

  test('resolveCheckout gets the shop’s own reference, the request, and the raw session if the request has it', async () => {
    const asked: unknown[] = [];
    shop = await openShop({
      kit: {
        ...sessions,
        resolveCheckout(reference, { request, native, session: given }) {
          asked.push([reference, new URL(request.url).pathname, typeof native, given]);
          return CHECKOUT;
        },
      },
    });
    const session = sessionFor('A-1');
    await look(shop, session);
    const { body: atBank } = await pay(shop, cardRequest(VISA_DEBIT, session));
    const again = await post(shop, `/payments/${atBank.handle}/launch`);
    const { launchUrl = '' } = again.body;
    expect((await fetch(shop.url + launchUrl)).status).toBe(200);
    expect(asked).toEqual([
      ['A-1', `/eximpe/checkouts/${session}`, 'object', session],
      ['A-1', '/eximpe/payments', 'object', session],
      // Before the bank's page is shown: by the payment's own handle.
      ['A-1', `/eximpe/payments/${atBank.handle}/launch`, 'object', undefined],
      ['A-1', launchUrl, 'object', undefined],
    ]);
  });

  test('a session identifies the shopper if no hook does, and only in its own requests', async () => {
    shop = await openShop({ kit: sessions });
    const asha = sessionFor(newOrder(), SECRET, { customer: 'asha' });
    expect((await look(shop, asha)).body).toMatchObject({ savesCards: true });
    expect((await look(shop, sessionFor(newOrder()))).body).toMatchObject({ savesCards: false });
    const cards = () => call(shop, `/saved-cards?checkout=${asha}`);
    const save = { textVersion: '2026-11', locale: 'en', text: 'Save this card' };
    const card = { ...cardRequest(VISA_DEBIT).card, save };
    expect(await post(shop, `/saved-cards?checkout=${asha}`, { card })).toMatchObject({ status: 201 });
    expect((await cards()).body).toMatchObject({ cards: [{ last4: VISA_DEBIT.slice(-4) }] });
    await shop.later(1_801_000);
    expect((await cards()).body, 'after it expired').toEqual({ cards: [] });
    expect(await post(shop, `/saved-cards?checkout=${asha}`, { card }), 'after it expired').toMatchObject({
      status: 404,
    });
  });

  test('a session is refused if the hook names another shopper, or none', async () => {
    shop = await openShop({
      kit: { ...sessions, identifyCustomer: ({ request }) => request.headers.get('x-test-user') },
    });
    const session = sessionFor(newOrder(), SECRET, { customer: 'asha' });
    const as = (user: string) => call(shop, `/checkouts/${session}`, { headers: { 'x-test-user': user } });
    expect((await as('asha')).body).toMatchObject({ savesCards: true });
    expect((await as('ravi')).body).toMatchObject({ code: 'checkout_unknown' });
    expect(await pay(shop, cardRequest(cardFor('frictionless'), session))).toMatchObject({
      body: { code: 'checkout_unknown' },
    });
    expect(shop.simulator.orders()).toEqual([]);
  });
});
