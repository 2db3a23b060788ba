// Due work that fails must not stop other work, nor hide what was done.
import { expect, test } from 'vitest';
import { anOrder, captured, known, NOW, waitingNotice, world } from '../../test/money-world.ts';
import { gatewayOf, somePorts } from '../../test/ports.ts';
import { changed } from '../../test/wrapped-store.ts';
import type { Attempt } from './attempt/attempt.ts';
import { reconcile } from './chores.ts';
import { queueOf } from './outbox/message.ts';

/** More than are worked on at once. */
const BROKEN = Array.from({ length: 9 }, (_, index) => `BROKEN-${index}`);

const away = (): Promise<never> => Promise.reject(new Error('the store did not answer'));

test.each<[string, Partial<Attempt>, boolean, object, Partial<Attempt>]>([
  [
    'asking EximPe',
    { askAtMs: NOW },
    false,
    { examined: 10, successful: 1, errors: 9, delivered: 1 },
    { status: 'successful' },
  ],
  [
    'refunding',
    captured({ refund: 'due', refundAtMs: NOW, role: 'second' }),
    false,
    { errors: 9 },
    { refund: 'refunded' },
  ],
  // Tried before and after asking.
  ['telling the shop', captured({ role: 'payment' }), true, { errors: 18, delivered: 1 }, {}],
])('if %s fails, that is logged and counted, and the rest is done', async (_, state, hasNotice, report, done) => {
  const errors: object[] = [];
  const shop = world({
    gateway: gatewayOf({
      ask: async () => known({ status: 'successful', paymentId: 'PR1', amount: '1000.00' }),
      refund: async () => ({ kind: 'known', refundId: 'RF1', state: 'refunded', word: 'refunded' }),
    }),
    log: { ...somePorts().log, error: (line) => void errors.push(line) },
  });
  const subjects: object[] = [];
  for (const checkout of [...BROKEN, 'WHOLE']) {
    const { id } = await anOrder(shop, { ...state, checkout, orderId: `OD-${checkout}` });
    const queue = queueOf(checkout);
    if (hasNotice) await shop.ports.store.post([waitingNotice(checkout, queue, NOW - 1)]);
    subjects.push(expect.objectContaining(hasNotice ? { queue } : { attempt: id, checkout }));
  }
  const isBroken = (name: string): boolean => BROKEN.some((checkout) => name.endsWith(checkout));
  const store = changed(shop.ports.store, (inner) => ({
    replace: (attempt, ...more) => (isBroken(attempt.checkout) ? away() : inner.replace(attempt, ...more)),
    waiting: (queue) => (isBroken(queue) ? away() : inner.waiting(queue)),
  }));

  expect(await reconcile({ ...shop.ports, store })).toMatchObject({ ...report, complete: false });
  expect(errors).toEqual(expect.arrayContaining(subjects.slice(0, BROKEN.length)));
  const [whole] = await store.ofCheckout('WHOLE');
  expect(whole).toMatchObject(done);
});
