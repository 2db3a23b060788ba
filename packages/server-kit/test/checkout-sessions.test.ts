// Checkout sessions: who has none that the shop signed sees nothing and charges nothing; who has one pays once, within its time.
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

/** As any JWT library would. */
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

describe('a shop that asks for sessions', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop({ kit: sessions });
  });
  afterAll(() => shop.close());

  test('is paid by one, tells its own reference, and the session is used up', async () => {
    const order = newOrder();
    const session = sessionFor(order);
    expect((await look(shop, session)).body).toMatchObject({ reference: order, amount: '1000.00', paid: false });
    expect(await pay(shop, cardRequest(cardFor('frictionless'), session))).toMatchObject({
      status: 201,
      body: { status: 'successful' },
    });
    await eventually(() => shop.paid.some(({ checkout }) => checkout === order));
    // Caught, and tried again with another card.
    expect(await pay(shop, cardRequest(VISA_DEBIT, session))).toMatchObject({ body: { code: 'already_paid' } });
    expect(shop.simulator.orders().filter(({ invoice }) => invoice?.number === `INV-${order}`)).toHaveLength(1);
  });

  test.each<[string, (order: string) => string]>([
    ['signed with the secret that is being replaced', (order) => sessionFor(order, OLD)],
    ['made by a JWT library, with claims of its own', (order) => jwt({ ...claimsFor(order), iat: 1, iss: 'shop' })],
  ])('takes one that is %s', async (_, name) => {
    expect(await look(shop, name(newOrder()))).toMatchObject({ status: 200 });
  });

  test('is paid by one that is as long as it may be, and shows nothing for a longer one', async () => {
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
    ['one that another shop signed', (order) => sessionFor(order, OTHER)],
    ['one that nobody signed', (order) => sessionFor(order).replace(/\.[^.]*$/, '.')],
    ['one that says it needs no signature', (order) => jwt(claimsFor(order), { alg: 'none' }).replace(/[^.]*$/, '')],
    ['one of another algorithm', (order) => jwt(claimsFor(order), { alg: 'HS512' })],
    ['one whose order was changed', (order) => withClaims(sessionFor(order), { ...claimsFor(newOrder()) })],
    ['one that is over', (order) => sessionFor(order, SECRET, { expiresInSeconds: -1 })],
    ['one for another amount', (order) => jwt({ ...claimsFor(order), amount: '1.00' })],
    ['one without an end', (order) => jwt({ ...claimsFor(order), exp: undefined })],
    ['one without a name', (order) => jwt({ ...claimsFor(order), jti: undefined })],
    ['one of a checkout that the shop does not know', () => sessionFor('CART-1')],
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

  test('after its end a session still shows the payment’s outcome, and starts no other payment', async () => {
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

test('of any altered session only what was signed is accepted', () => {
  const token = sessionFor('ORDER-1');
  fc.assert(
    fc.property(fc.nat(token.length - 1), fc.stringMatching(/^[\w.-]$/), fc.string(), (at, character, text) => {
      const changed = token.slice(0, at) + character + token.slice(at + 1);
      const read = readCheckoutSession(changed, [SECRET]);
      // The last character of a signature has bits that base64url leaves open.
      if (read) expect([read.reference, changed.slice(0, -1)]).toEqual(['ORDER-1', token.slice(0, -1)]);
      expect(readCheckoutSession(text, [SECRET])).toBeUndefined();
      expect(readCheckoutSession(token, [OTHER])).toBeUndefined();
    }),
  );
});

const GOOD: Readonly<Record<string, unknown>> = { checkout: 'ORDER-1', amount: '1000.00' };
test.each<[string, object, string | undefined, readonly string[]]>([
  ['a number for an amount', { ...GOOD, amount: 1000 }, SECRET, ['amount: must be rupees with two decimals']],
  ['an amount of another form', { ...GOOD, amount: '₹1,000' }, SECRET, ['amount: must be rupees with two decimals']],
  ['nothing to pay', { ...GOOD, checkout: '' }, SECRET, ['checkout: must be your own reference']],
  ['a name that is far too long', { ...GOOD, customer: 'x'.repeat(65) }, SECRET, ['customer: must be your own id']],
  ['half a second', { ...GOOD, expiresInSeconds: 0.5 }, SECRET, ['expiresInSeconds: must be a whole number']],
  ['a field of another name', { ...GOOD, expiresIn: 60 }, SECRET, ['expiresIn: there is no such field. Did you mean']],
  ['a short secret', GOOD, 'private', ['secret: must be 32 characters or more']],
  ['a secret that was not set', GOOD, undefined, ['secret: must be 32 characters or more']],
  ['nothing right at all', { amount: '1' }, '', ['checkout: must', 'amount: must', 'secret: must']],
])('%s is not signed, and told by its name', (_, session, secret, says) => {
  const sign = () => signCheckoutSession(session as NewCheckoutSession, secret as string);
  expect(sign).toThrow(EximpeKitError);
  for (const words of ['EXIMPE_SESSION_INVALID', ...says]) expect(sign).toThrow(words);
  expect(sign).not.toThrow(/private|₹/);
});

test('whatever is signed can be read, and named by the form', () => {
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

describe('beside other rules', () => {
  let shop: Shop;
  afterEach(() => shop.close());

  test('so many cards are tried in one session, however many the checkout may have', async () => {
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

  test('resolveCheckout gets the shop’s own reference, the request, and the session as it came, if the request names it', async () => {
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
      // Before the bank's page is shown: by the payment's own name.
      ['A-1', `/eximpe/payments/${atBank.handle}/launch`, 'object', undefined],
      ['A-1', launchUrl, 'object', undefined],
    ]);
  });

  test('it identifies the shopper where no hook does, and only in its own requests', async () => {
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
    expect((await cards()).body, 'when it is over').toEqual({ cards: [] });
    expect(await post(shop, `/saved-cards?checkout=${asha}`, { card }), 'when it is over').toMatchObject({
      status: 404,
    });
  });

  test('it is refused where the hook names another shopper, or none', async () => {
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
