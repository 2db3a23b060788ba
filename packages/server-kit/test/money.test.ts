// Where money could be captured or refunded wrongly: use cases on ports that fail as a test requires.
import { expect, test } from 'vitest';
import type { Attempt } from '../src/payments/attempt/attempt.ts';
import { deliverDue, reconcile, refundDue } from '../src/payments/chores.ts';
import { initiatePayment } from '../src/payments/charging/initiate-payment.ts';
import { cancelAttempt } from '../src/payments/outcome/cancel-attempt.ts';
import { receiveNotices } from '../src/payments/outcome/receive-notices.ts';
import { receiveReport } from '../src/payments/outcome/receive-webhook.ts';
import { recordReport } from '../src/payments/outcome/record-report.ts';
import type { Gateway, StatusAnswer, StatusReport } from '../src/payments/ports/gateway.ts';
import { MemoryStore } from '../src/stores/memory-store.ts';
import { anInitiation, gatewayOf, POLICY } from './ports.ts';
import { ScriptedBank } from './scripted-bank.ts';
import { CHECKOUT } from './shop.ts';
import { changed } from './wrapped-store.ts';
import {
  NOW,
  DAY,
  type World,
  world,
  typesOf,
  liveOn,
  anOrder,
  capture,
  twoOrders,
  captured,
  refundNotice,
  known,
  unknown,
} from './money-world.ts';

// The captured amount, compared with the requested one

test('a capture that was reported without its amount is compared once EximPe returns it', async () => {
  const answers: StatusAnswer[] = [unknown, known({ status: 'successful', paymentId: 'PR1', amount: '1.00' })];
  const shop = world({ gateway: gatewayOf({ describe: async () => answers.shift() }) });
  const order = await anOrder(shop);
  await recordReport(shop.ports, order.id, { status: 'successful' }, 'status');
  await shop.settled();
  expect({ paid: shop.paid.length, attention: shop.attention }).toEqual({ paid: 1, attention: [] });
  await liveOn(shop, 5, 61_000);
  expect(answers).toEqual([]);
  expect(shop.attention).toMatchObject([{ type: 'amount_mismatch', asked: '1000.00', captured: '1.00' }]);
});

test('the case of EximPe’s currency code does not matter', async () => {
  const shop = world();
  await capture(shop, await anOrder(shop), { paymentId: 'PR1', amount: '1000.00', currency: 'inr' });
  expect(shop.paid).toHaveLength(1);
  expect(shop.attention).toEqual([]);
});

test('a currency that EximPe reports later is compared too', async () => {
  const shop = world();
  const order = await anOrder(shop);
  await capture(shop, order, { paymentId: 'PR1', amount: '1000.00' });
  expect(shop.attention).toEqual([]);
  await capture(shop, order, { amount: '1000.00', currency: 'USD' });
  await deliverDue(shop.ports);
  expect(shop.attention).toMatchObject([{ type: 'amount_mismatch', currency: 'USD' }]);
});

// Refunds

test('of two captures the one that paid ten rupees for a thousand is refunded', async () => {
  const refunds: string[] = [];
  const refund = async (paymentId: string) => {
    refunds.push(paymentId);
    return { kind: 'known', refundId: 'RF1', state: 'refunded', word: 'refunded' };
  };
  const shop = world({ duplicateCapture: 'refund', gateway: gatewayOf({ refund }) });
  const [first, second] = await twoOrders(shop);
  await capture(shop, first, { paymentId: 'PR1', amount: '10.00', currency: 'INR' });
  await capture(shop, second, { paymentId: 'PR2', amount: '1000.00', currency: 'INR' });
  expect(refunds).toEqual(['PR1']);
});

test('a payment at a raised price sets the price: the capture at the old one is reported as price_changed and refunded', async () => {
  const bank = new ScriptedBank();
  const { ports, attention, later, settled } = world({ gateway: bank, duplicateCapture: 'refund' });
  const payAt = (amount: string): Promise<Attempt> =>
    initiatePayment(ports, POLICY, anInitiation({ resolveCheckout: async () => ({ ...CHECKOUT, amount }) })).then(
      ({ attempt }) => attempt,
    );
  const captureAt = async (index: number, { orderId, referenceId, amount }: Attempt): Promise<void> => {
    bank.decide(index, 'successful');
    const paymentId = `PR${index + 1}`;
    const ids = { orderId: orderId ?? '', referenceId, paymentId };
    await receiveReport(ports, { status: 'successful', ...ids, amount, currency: 'INR' });
    await settled();
  };
  const old = await payAt('100.00');
  later(2_000);
  await cancelAttempt(ports, old);
  const current = await payAt('95000.00');
  await captureAt(0, old);
  await captureAt(1, current);
  await reconcile(ports);
  await settled();
  expect(typesOf(attention)).toEqual(['price_changed', 'second_capture']);
  expect(bank.refunds).toEqual(['PR1']);
});

test.each<[string, StatusReport, object]>([
  [
    'is requested with the payment id from its order',
    { status: 'successful', paymentId: 'PR2' },
    { refunds: ['PR2'], told: ['second_capture'] },
  ],
  [
    'is reported as refused if the order has no payment id either',
    { status: 'successful' },
    { refunds: [], told: ['second_capture', 'refund_refused'] },
  ],
])('in an account that may not list payments, a refund %s', async (_, report, expected) => {
  const refunds: string[] = [];
  const gateway = gatewayOf({
    describe: async () => known(report),
    askByReference: async () => ({ kind: 'denied', detail: 'no list' }),
    papersOf: async () => ({ kind: 'known', hasInvoiceFile: true }),
    refund: async (paymentId: string) => {
      refunds.push(paymentId);
      return { kind: 'known', refundId: 'RF1', state: 'refunded', word: 'refunded' };
    },
  });
  const shop = world({ gateway, duplicateCapture: 'refund' });
  const [cancelled, paid] = await twoOrders(shop);
  await capture(shop, paid, { paymentId: 'PR1', amount: '1000.00' });
  await capture(shop, cancelled);
  await liveOn(shop, 60, DAY);
  expect({ refunds, told: typesOf(shop.attention) }).toEqual(expected);
});

test('a refund that fails by webhook during a status request is not requested again', async () => {
  let created = 0;
  const shop: World = world({
    gateway: gatewayOf({
      askRefund: async () => {
        await receiveNotices(shop.ports, [refundNotice({ state: 'failed', status: 'failed' })]);
        return { kind: 'unknown', detail: 'timeout' };
      },
      refund: async () => {
        created += 1;
        return { kind: 'known', refundId: 'RF2', state: 'requested', word: 'initiated' };
      },
    }),
  });
  const { id } = await anOrder(shop, captured({ refund: 'requested', refundId: 'RF1', refundAtMs: NOW }));
  await refundDue(shop.ports);
  shop.later(DAY);
  await refundDue(shop.ports);
  await deliverDue(shop.ports);
  expect(created).toBe(0);
  expect(await shop.ports.store.find(id)).toMatchObject({ refund: 'failed', refundAtMs: null });
  expect(typesOf(shop.attention)).toEqual(['refund_failed']);
});

test.each<[string, string, object]>([
  ['of a part is the shop’s own, and the second capture must still be refunded', '10.00', { refund: 'due' }],
  ['of the full amount is the one whose answer was lost', '1000.00', { refund: 'refunded', refundId: 'SHOPS' }],
])('a refund %s', async (_, amount, expected) => {
  const shop = world();
  const { id } = await anOrder(shop, captured({ refund: 'due', refundAtMs: NOW + 1 }));
  await receiveNotices(shop.ports, [refundNotice({ refundId: 'SHOPS', amount })]);
  expect(await shop.ports.store.find(id)).toMatchObject(expected);
});

// The moment of the charge

test('a machine that was suspended, with its clock, charges nothing once another attempt has paid', async () => {
  const bank = new ScriptedBank();
  const clock = { nowMs: NOW, now: () => clock.nowMs };
  const store = new MemoryStore(clock).ofAccount('test');
  const other = world({ clock, store, gateway: bank });
  let isFirst = true;
  /** Suspended while it waits for a replica to have its write. */
  const secure = async (): Promise<boolean> => {
    if (!isFirst) return true;
    isFirst = false;
    for (const ms of [70_000, 5_000]) {
      clock.nowMs += ms;
      await reconcile(other.ports);
    }
    bank.fate = 'frictionless';
    await initiatePayment(other.ports, POLICY, anInitiation());
    return true;
  };
  const { ports } = world({ clock, gateway: bank, store: changed(store, () => ({ secure })) });
  const frozen = anInitiation();
  await expect(initiatePayment(ports, POLICY, frozen)).rejects.toMatchObject({ problem: { code: 'already_paid' } });
  expect(bank.charges).toHaveLength(1);
  expect(bank.charges).not.toContain(`CF-${frozen.attempt}`);
});

/** A shop at which a first attempt at 100 rupees was cancelled, and is still open at EximPe. */
async function withOldAttempt() {
  const bank = new ScriptedBank();
  const shop = world({ gateway: bank });
  const payAt = async (amount: string, ports = shop.ports): Promise<Attempt> => {
    const given = anInitiation({ resolveCheckout: async () => ({ ...CHECKOUT, amount }) });
    return (await initiatePayment(ports, POLICY, given)).attempt;
  };
  const old = await payAt('100.00');
  shop.later(2_000);
  await cancelAttempt(shop.ports, old);
  return { bank, shop, payAt, old };
}

test('if the store can’t note the new price with an earlier attempt, nothing is charged', async () => {
  const { bank, shop, payAt, old } = await withOldAttempt();
  const fullDisk = changed(shop.ports.store, (inner) => ({
    replace: (attempt, messages, notes) =>
      attempt.price === attempt.amount
        ? inner.replace(attempt, messages, notes)
        : Promise.reject(new Error('disk full')),
  }));
  const refused = await payAt('95000.00', { ...shop.ports, store: fullDisk }).catch((error: unknown) => error);
  expect(bank.charges).toEqual([old.referenceId]);
  expect(refused).toMatchObject({ charge: 'refused', problem: 'gateway_unreachable' });
  // Nothing was charged, so the shopper may try again at once.
  const next = await payAt('95000.00');
  expect(next).toMatchObject({ charge: 'answered', orderId: 'OD2', challenged: true });
  expect(await shop.ports.store.find(old.id)).toMatchObject({ price: '95000.00' });
});

test('an earlier attempt that is captured while the next one is charged is compared with the new price', async () => {
  const { bank, shop, payAt, old } = await withOldAttempt();
  const gateway: Gateway = {
    close: () => bank.close(),
    of: (merchantId) => ({
      ...bank.of(merchantId),
      async charge(charge) {
        await capture(shop, old, { paymentId: 'PR1', amount: '100.00' });
        return bank.of(merchantId).charge(charge);
      },
    }),
  };
  await payAt('95000.00', { ...shop.ports, gateway });
  expect(shop.attention).toMatchObject([{ type: 'price_changed', paid: '100.00', price: '95000.00' }]);
});

test('EximPe’s answer to a charge survives one failed write of the store', async () => {
  const given = anInitiation();
  let isFirst = true;
  const inner = new MemoryStore().ofAccount('test');
  const store = changed(inner, () => ({
    async replace(attempt, messages, notes) {
      if (!isFirst) return inner.replace(attempt, messages, notes);
      isFirst = false;
      throw new Error('the store did not answer');
    },
  }));
  const { ports } = world({ gateway: new ScriptedBank(), store });
  await initiatePayment(ports, POLICY, given);
  expect(isFirst).toBe(false);
  expect(await inner.find(given.attempt)).toMatchObject({ charge: 'answered', orderId: 'OD1', challenged: true });
  expect(await inner.get(`template:${given.attempt}`)).toBeDefined();
});
