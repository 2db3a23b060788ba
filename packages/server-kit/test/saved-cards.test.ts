import { createHash } from 'node:crypto';
import type { SavedCardsAnswer } from '@eximpe/contract';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  call,
  cardRequest,
  eventually,
  openShop,
  pay,
  post,
  VISA_DEBIT,
  newAttemptId,
  status,
  type Answer,
  type Shop,
} from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop({ kit: { identifyCustomer: ({ request }) => request.headers.get('x-test-user') } });
});
afterEach(() => shop.close());

const as = (user: string): Record<string, string> => ({ 'x-test-user': user });
const cardsOf = async (user: string): Promise<SavedCardsAnswer['cards']> =>
  (await call<SavedCardsAnswer>(shop, '/saved-cards', { headers: as(user) })).body.cards;
const payAs = (user: string, body: unknown): ReturnType<typeof pay> =>
  post(shop, '/payments', body, { 'idempotency-key': newAttemptId(), ...as(user) });

/** Any text that the shopper reads. */
const CONSENT = 'अगली बार के लिए यह कार्ड सेव करें';

const withConsent = (checkout: string) => {
  const { card, ...rest } = cardRequest(VISA_DEBIT, checkout);
  return { ...rest, card: { ...card, save: { textVersion: '2026-11', locale: 'hi', text: CONSENT } } };
};

async function saveAshasCard(): Promise<string> {
  const { body } = await payAs('asha', withConsent('ORDER-1'));
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  const [card] = await cardsOf('asha');
  return card?.id ?? '';
}

test('a card is saved with the shopper’s consent, once it has paid', async () => {
  const { body } = await payAs('asha', withConsent('ORDER-1'));
  expect(await cardsOf('asha')).toEqual([]);
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  const cards = await cardsOf('asha');
  expect(cards).toEqual([
    expect.objectContaining({
      network: 'visa',
      mop: 'debit_card',
      last4: '0003',
      expiryMonth: '05',
      expiryYear: '2030',
    }),
  ]);
  expect(JSON.stringify(cards)).not.toMatch(/token|4895/);
  expect(shop.events.find(({ type }) => type === 'card.save_consented')).toMatchObject({
    attempt: body.attempt,
    customer: 'asha',
    textVersion: '2026-11',
    locale: 'hi',
    textHash: createHash('sha256').update(CONSENT).digest('hex'),
    at: expect.stringMatching(/^\d{4}-\d\d-\d\dT/) as string,
    ipAddress: '127.0.0.1',
  });
});

test('proof of consent is a separate record, and says when it was withdrawn by deleting the card', async () => {
  const id = await saveAshasCard();
  const given = { attempt: expect.any(String) as string, network: 'visa', last4: '0003', ipAddress: '127.0.0.1' };
  const textHash = createHash('sha256').update(CONSENT).digest('hex');
  const proof = { ...given, customer: 'asha', textVersion: '2026-11', locale: 'hi', textHash };
  expect(await shop.kit.exportConsents('asha')).toMatchObject([{ ...proof, withdrawnAtMs: null }]);
  expect(await shop.kit.exportConsents('ravi')).toEqual([]);
  await post(shop, `/saved-cards/${id}/delete`, undefined, as('asha'));
  const [consent] = await shop.kit.exportConsents('asha');
  expect(consent).toMatchObject(proof);
  expect(consent?.withdrawnAtMs).toBeGreaterThanOrEqual(consent?.givenAtMs ?? Infinity);
});

/** `card_details` of the last order, as sent to EximPe. */
function detailsSent(): object {
  const sent = shop.simulator.control
    .requests()
    .findLast(({ method, path }) => method === 'POST' && path === '/pg/orders/');
  const { card_details: details } = (sent?.body ?? {}) as { card_details?: object };
  return details ?? {};
}

test('a payment with a saved card survives a failed request for the cards, and is charged once', async () => {
  const id = await saveAshasCard();
  const sent = (path: string): number =>
    shop.simulator.control.requests().filter((seen) => seen.path.startsWith(path)).length;
  const before = { lists: sent('/pg/tokens/'), charges: sent('/pg/orders/') };
  shop.simulator.control.addFault({ method: 'GET', path: '/pg/tokens/', nth: 1, drop: 'before' });
  expect((await payAs('asha', { checkout: 'ORDER-2', card: { kind: 'saved', id } })).status).toBe(201);
  expect(sent('/pg/tokens/')).toBe(before.lists + 2);
  expect(sent('/pg/orders/')).toBe(before.charges + 1);
});

test('a saved card pays again without being typed', async () => {
  const id = await saveAshasCard();
  const { status: http, body } = await payAs('asha', { checkout: 'ORDER-2', card: { kind: 'saved', id } });
  expect({ http, ...body }).toMatchObject({ http: 201, status: 'pending', last4: '0003', network: 'visa' });
  expect(detailsSent()).toMatchObject({ identifier: 'asha', network: 'visa' });
  expect(new Set(Object.keys(detailsSent()))).toEqual(new Set(['token', 'identifier', 'network']));
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  await eventually(async () => (await status(shop, body.handle)).body.status === 'successful');
});

test('nobody sees, uses or deletes another shopper’s card', async () => {
  const id = await saveAshasCard();
  expect(await cardsOf('ravi')).toEqual([]);
  const attempts: Answer<unknown>[] = [
    await payAs('ravi', { checkout: 'ORDER-2', card: { kind: 'saved', id } }),
    await pay(shop, { checkout: 'ORDER-2', card: { kind: 'saved', id } }),
    await post(shop, `/saved-cards/${id}/delete`, undefined, as('ravi')),
    await post(shop, `/saved-cards/${id}/delete`),
  ];
  expect(attempts.map((answer) => answer.status)).toEqual([404, 404, 404, 404]);
  expect(await cardsOf('asha')).toHaveLength(1);
  expect(shop.simulator.control.orders()).toHaveLength(1);
});

test.each(['token-delete-post-only', 'token-delete-delete-only'] as const)(
  'a saved card is deleted on request, if EximPe is %s',
  async (quirk) => {
    await shop.close();
    shop = await openShop({
      kit: { identifyCustomer: () => 'asha' },
      simulator: { quirks: [quirk, 'token-none-404'] },
    });
    const id = await saveAshasCard();
    const answer = await post(shop, `/saved-cards/${id}/delete`);
    expect(answer).toMatchObject({ status: 200, body: { cards: [] } });
    expect(await cardsOf('asha')).toEqual([]);
  },
);

test('a card can be saved without a payment, with consent', async () => {
  const { card } = withConsent('x');
  const saved = await post(shop, '/saved-cards', { card }, as('asha'));
  expect(saved).toMatchObject({ status: 201, body: { cards: [{ last4: '0003' }] } });
  expect(shop.events.at(-1)).toMatchObject({ type: 'card.save_consented', attempt: null, customer: 'asha' });
  const { save: _, ...silent } = card;
  expect((await post(shop, '/saved-cards', { card: silent }, as('asha'))).status).toBe(400);
  expect((await post(shop, '/saved-cards', { card })).status).toBe(404);
});

test.each([
  ['a number with a wrong check digit', { number: '4895380110000004' }, 'request_invalid'],
  ['a card that has expired', { expiryYear: '2020' }, 'request_invalid'],
  ['a RuPay card with the network Visa', { number: '6082015309577308' }, 'network_not_accepted'],
])('%s is not saved', async (_, other, code) => {
  const { card } = withConsent('x');
  const answer = await post(shop, '/saved-cards', { card: { ...card, ...other } }, as('asha'));
  expect(answer.body).toMatchObject({ code });
  expect(await cardsOf('asha')).toEqual([]);
});

test('a shopper who pays with another card gets the handle of their own undecided payment; another shopper does not', async () => {
  const first = await payAs('asha', cardRequest(VISA_DEBIT));
  const other = cardRequest('4012001037141112');
  expect(await payAs('asha', other)).toMatchObject({ status: 409, body: { handle: first.body.handle } });
  const stranger = await payAs('ravi', other);
  expect(stranger).toMatchObject({ status: 409, body: { code: 'attempt_pending' } });
  expect(stranger.body.handle).toBeUndefined();
});

test('a guest can’t save a card, and is told so before anything is charged', async () => {
  expect((await pay(shop, withConsent('ORDER-1'))).body).toMatchObject({
    code: 'request_invalid',
    fields: ['card.save'],
  });
  expect(shop.simulator.control.orders()).toHaveLength(0);
});

describe('a shop that requires the security code of a saved card', () => {
  let id: string;
  beforeEach(async () => {
    await shop.close();
    shop = await openShop({
      kit: { identifyCustomer: ({ request }) => request.headers.get('x-test-user'), savedCards: { askCvc: true } },
    });
    id = await saveAshasCard();
  });

  test('tells the form', async () => {
    expect((await call(shop, '/checkouts/ORDER-2', { headers: as('asha') })).body).toMatchObject({
      savesCards: true,
      asksCvc: true,
    });
  });

  test.each([
    ['none', {}],
    ['one with another length', { cvc: '1234' }],
  ])('charges nothing with %s', async (_, code) => {
    const answer = await payAs('asha', { checkout: 'ORDER-2', card: { kind: 'saved', id, ...code } });
    expect(answer).toMatchObject({ status: 400, body: { code: 'request_invalid', fields: ['card.cvc'] } });
    expect(shop.simulator.control.orders()).toHaveLength(1);
  });

  test('sends EximPe the code, and stores it nowhere', async () => {
    const answer = await payAs('asha', { checkout: 'ORDER-2', card: { kind: 'saved', id, cvc: '739' } });
    expect(answer).toMatchObject({ status: 201, body: { status: 'pending', last4: '0003' } });
    expect(Object.keys(detailsSent())).toContain('cvv');
    expect(JSON.stringify([shop.events, shop.logLines, answer.body])).not.toMatch(/\b739\b/);
  });
});

test('a code that the shop does not require is not sent', async () => {
  const id = await saveAshasCard();
  expect((await payAs('asha', { checkout: 'ORDER-2', card: { kind: 'saved', id, cvc: '739' } })).status).toBe(201);
  expect(Object.keys(detailsSent())).not.toContain('cvv');
});
