// Ownership of payments: accounts that share a store, sub-merchants that share a mount, and payments that a store has forgotten.
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { SIMULATOR_CREDENTIALS } from '@eximpe/simulator';
import { MemoryStore, signForTest } from '../src/index.ts';
import {
  call,
  cardRequest,
  CHECKOUT,
  eventually,
  newAttemptId,
  openShop,
  pay,
  VISA_DEBIT,
  type Answer,
  type Shop,
  type ShopOptions,
} from './shop.ts';
import { wrapped } from './wrapped-store.ts';

const shops: Shop[] = [];
const open = async (...options: Parameters<typeof openShop>): Promise<Shop> => {
  const shop = await openShop(...options);
  shops.push(shop);
  return shop;
};
afterEach(async () => {
  for (const shop of shops.splice(0)) await shop.close();
});

const webhook = (shop: Shop, data: object, name = 'PAYMENT_SUCCESSFUL'): Promise<Answer<unknown>> => {
  const body = JSON.stringify({ event_type: name, sequence_number: newAttemptId(), data });
  return call(shop, '/webhook', { method: 'POST', headers: signForTest(body, 'test_encryption_key'), body });
};

describe('two accounts on one store', () => {
  const { clientSecret } = SIMULATOR_CREDENTIALS;
  const twoShops = async (): Promise<readonly [Shop, Shop]> => {
    const store = new MemoryStore();
    const accounts = ['one', 'other'].map((clientId) => ({ clientId, clientSecret, what: clientId }));
    const one = await open({ withoutWebhooks: true, simulator: { accounts }, kit: { store, clientId: 'one' } });
    const kit = { store, clientId: 'other' };
    return [one, await open({ withoutWebhooks: true, baseUrl: one.simulator.url, kit })];
  };

  test('have their own checkouts and payments, even with the same references', async () => {
    const [one, other] = await twoShops();
    const mine = (await pay(one)).body;
    // Not blocked by the other's attempt, and not found by its handle.
    expect((await call(other, `/payments/${mine.handle}`)).status).toBe(404);
    const theirs = (await pay(other)).body;
    await one.simulator.control.force(mine.orderId ?? '', 'paid');
    await one.later(31_000);
    await one.kit.reconcile();
    await other.later(31_000);
    await other.kit.reconcile();
    await eventually(() => one.paid.length === 1);
    expect(one.paid[0]).toMatchObject({ attempt: mine.attempt });
    expect(other.paid).toEqual([]);
    expect((await call(other, '/checkouts/ORDER-1')).body).toMatchObject({ paid: false });
    expect(theirs.status).toBe('pending');
  });

  test('do not trust or acknowledge a webhook about the other’s payment', async () => {
    const [one, other] = await twoShops();
    const { attempt, orderId } = (await pay(other)).body;
    await one.simulator.control.force(orderId ?? '', 'paid');
    const data = { merchant_reference_id: `CF-${attempt}`, order_id: orderId, status: 'captured' };
    expect((await webhook(one, data)).status).toBe(503);
    expect({ paid: one.paid, attention: one.attention }).toEqual({ paid: [], attention: [] });
    expect((await webhook(other, data)).status).toBe(200);
    await eventually(() => other.paid.length === 1);
  });
});

describe('a payment that the store has forgotten', () => {
  const forgetful = async (kit = {}): Promise<readonly [Shop, Awaited<ReturnType<typeof pay>>['body']]> => {
    const before = await open({ withoutWebhooks: true });
    const { body } = await pay(before);
    await before.simulator.control.force(body.orderId ?? '', 'paid');
    return [await open({ withoutWebhooks: true, baseUrl: before.simulator.url, kit: { ...kit } }), body];
  };

  test('is looked up and reported with its order; the webhook is acknowledged once the report is stored', async () => {
    const [shop, { attempt, orderId }] = await forgetful();
    const data = { merchant_reference_id: `CF-${attempt}`, order_id: orderId, status: 'captured' };
    expect((await webhook(shop, data)).status).toBe(200);
    expect((await webhook(shop, data)).status).toBe(200);
    await eventually(() => shop.attention.length === 1);
    expect(shop.attention).toMatchObject([
      {
        type: 'capture_unknown',
        referenceId: `CF-${attempt}`,
        orderId,
        amount: '1000.00',
        invoiceNumber: 'INV-ORDER-1',
        payment: null,
      },
    ]);
    expect(shop.paid).toEqual([]);
  });

  test('is not acknowledged while EximPe can’t be asked about it', async () => {
    const [shop, { attempt, orderId }] = await forgetful();
    const [before] = shops;
    before?.simulator.control.addFault({ method: 'GET', path: '/pg/payments/', status: 503 });
    const data = { merchant_reference_id: `CF-${attempt}`, order_id: orderId, status: 'captured' };
    expect((await webhook(shop, data)).status).toBe(503);
    before?.simulator.control.clearFaults();
    expect((await webhook(shop, data)).status).toBe(200);
    await eventually(() => shop.attention.length === 1);
  });

  test('is found in EximPe’s list and reported once; the list also updates known payments', async () => {
    const [shop, { attempt }] = await forgetful();
    const known = (await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-2'))).body;
    const [before] = shops;
    await before?.simulator.control.force(known.orderId ?? '', 'paid');
    const since = new Date(Date.now() - 3_600_000);
    expect(await shop.kit.findForgotten(since)).toEqual({ examined: 2, learned: 1, forgotten: 1, complete: true });
    expect(await shop.kit.findForgotten(since)).toMatchObject({ examined: 2, learned: 0 });
    await eventually(() => shop.attention.length === 1 && shop.paid.length === 1);
    expect(shop.attention).toMatchObject([{ type: 'capture_unknown', referenceId: `CF-${attempt}` }]);
    expect(shop.paid).toMatchObject([{ attempt: known.attempt }]);
    expect((await shop.kit.findForgotten(new Date(Date.now() + 60_000))).examined).toBe(0);
  });

  test('is found on any page of the list', async () => {
    const before = await open({ withoutWebhooks: true, kit: { limits: false } });
    const { control } = before.simulator;
    for (let index = 0; index < 105; index += 1) {
      const { body } = await pay(before, cardRequest(VISA_DEBIT, `ORDER-${index}`));
      await control.force(body.orderId ?? '', 'paid');
    }
    const shop = await open({ withoutWebhooks: true, baseUrl: before.simulator.url });
    const found = await shop.kit.findForgotten(new Date(Date.now() - 3_600_000));
    expect(found).toEqual({ examined: 105, learned: 0, forgotten: 105, complete: true });
    await eventually(() => shop.attention.length === 105);
  });

  test('is also found by a form that asks for it', async () => {
    const [shop, { attempt }] = await forgetful();
    expect((await call(shop, `/attempts/${attempt}`)).body).toMatchObject({ code: 'outcome_unknown' });
    await eventually(() => shop.attention.length === 1);
    expect(shop.attention).toMatchObject([{ type: 'capture_unknown', referenceId: `CF-${attempt}` }]);
  });
});

test('our reference with a differently spelled order id is looked up, not ignored', async () => {
  const shop = await open({ withoutWebhooks: true });
  const { body } = await pay(shop);
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  const orderId = body.orderId?.toLowerCase();
  const data = { merchant_reference_id: `CF-${body.attempt}`, order_id: orderId, status: 'captured' };
  expect((await webhook(shop, data)).status).toBe(200);
  await eventually(() => shop.paid.length === 1);
  expect(shop.paid[0]).toMatchObject({ orderId: body.orderId });
});

describe('sub-merchants of a PSP account', () => {
  const MERCHANTS = Array.from({ length: 50 }, (_, index) => `M${String(index).padStart(9, '0')}`);
  const merchantOf = (reference: string): string | undefined => /^ORDER-(M\d{9})-/.exec(reference)?.[1];
  const { clientSecret } = SIMULATOR_CREDENTIALS;
  const openPsp = (more: ShopOptions = {}, kit: ShopOptions['kit'] = {}): Promise<Shop> =>
    open({
      ...more,
      simulator: {
        accounts: [{ clientId: 'psp', clientSecret, subMerchants: MERCHANTS, what: 'a PSP' }],
        quirks: ['merchant-id-everywhere'],
      },
      kit: {
        clientId: 'psp',
        limits: { checkout: { points: 1, seconds: 600 } },
        identifyCustomer: () => 'asha',
        resolveCheckout: (reference) => {
          const merchantId = merchantOf(reference);
          if (merchantId === undefined) return undefined;
          return { ...CHECKOUT, merchantId, invoice: { number: `INV-${reference}` } };
        },
        ...kit,
      },
    });

  test('are named on every call about their payments, with one mount and one webhook address', async () => {
    const shop = await openPsp();
    const [first = ''] = MERCHANTS;
    const { body } = await pay(shop, cardRequest(VISA_DEBIT, `ORDER-${first}-1`));
    await shop.simulator.control.force(body.orderId ?? '', 'paid');
    await eventually(() => shop.paid.length === 1);
    expect(shop.paid[0]).toMatchObject({ merchantId: first, checkout: `ORDER-${first}-1` });
    await call(shop, `/saved-cards?checkout=ORDER-${first}-1`);
    const asked = shop.simulator.control.requests().filter(({ path }) => path.startsWith('/pg/'));
    expect(new Set(asked.map(({ path }) => path.split('/')[2]))).toEqual(new Set(['bin', 'orders', 'tokens']));
    expect(asked.filter(({ headers }) => headers['x-merchant-id'] !== first)).toEqual([]);
  });

  test('do not share cards, limits or payments, whatever fifty of them do', async () => {
    const shop = await openPsp();
    const cards = new Map<string, string[]>();
    const paid = new Map<string, string>();
    const step = fc.record({
      merchant: fc.constantFrom(...MERCHANTS),
      order: fc.nat(2),
      card: fc.constantFrom(VISA_DEBIT, '4012001037141112'),
      saves: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 3, maxLength: 6 }), async (steps) => {
        for (const { merchant, order, card, saves } of steps) {
          const checkout = `ORDER-${merchant}-${order}`;
          const request = cardRequest(card, checkout);
          const save = saves ? { save: { textVersion: '2026-11', locale: 'en', text: 'Save this card' } } : {};
          const answer = await pay(shop, { ...request, card: { ...request.card, ...save } });
          // Refused because of a paid or blocked checkout or its own limit, never because of another merchant.
          if (answer.status !== 201) {
            expect(
              paid.has(checkout) || shop.events.some((event) => 'checkout' in event && event.checkout === checkout),
            ).toBe(true);
            continue;
          }
          paid.set(checkout, answer.body.attempt);
          await shop.simulator.control.force(answer.body.orderId ?? '', 'paid');
          await eventually(() => shop.paid.some(({ attempt }) => attempt === answer.body.attempt));
          if (saves) cards.set(merchant, [...new Set([...(cards.get(merchant) ?? []), card.slice(-4)])]);
          const listed = await call<{ cards: { last4: string }[] }>(shop, `/saved-cards?checkout=${checkout}`);
          const last4 = listed.body.cards.map((each) => each.last4);
          expect(new Set(last4)).toEqual(new Set(cards.get(merchant) ?? []));
        }
        for (const payment of shop.paid) expect(payment.merchantId).toBe(merchantOf(payment.checkout));
      }),
      { numRuns: 12 },
    );
    expect(shop.attention).toEqual([]);
  });

  test('a captured payment that a durable store has forgotten is never reported as unknown', async () => {
    const [first = ''] = MERCHANTS;
    const durable = () => wrapped(new MemoryStore(), () => ({ durable: true }));
    const before = await openPsp({ withoutWebhooks: true }, { store: durable() });
    const { body } = await pay(before, cardRequest(VISA_DEBIT, `ORDER-${first}-1`));
    await before.simulator.control.force(body.orderId ?? '', 'paid');
    const after = await openPsp({ withoutWebhooks: true, baseUrl: before.simulator.url }, { store: durable() });
    expect(await call(after, `/attempts/${body.attempt}`)).toMatchObject({ body: { code: 'merchant_misconfigured' } });
  });
});
