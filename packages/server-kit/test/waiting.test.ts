import { afterEach, beforeEach, expect, test } from 'vitest';
import { eventually, newAttemptId, cardRequest, VISA_DEBIT, openShop, pay, status, type Shop } from './shop.ts';

let shop: Shop;
beforeEach(async () => {
  shop = await openShop();
});
afterEach(() => shop.close());

const asked = () => shop.simulator.control.requests().filter(({ path }) => path.includes('/status/')).length;

test('a waiting form is answered by the webhook, without a request to EximPe', async () => {
  const { body } = await pay(shop);
  const waiting = [1, 2, 3, 4, 5].map(() => status(shop, body.handle, '?waitSeconds=20'));
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  for (const answer of await Promise.all(waiting)) expect(answer.body.status).toBe('successful');
  expect(asked()).toBe(0);
});

test('ten forms and a return ask EximPe once', async () => {
  shop.simulator.control.holdWebhooks();
  const { body } = await pay(shop);
  const waiting = Array.from({ length: 10 }, () => status(shop, body.handle, '?waitSeconds=20'));
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  await fetch(`${shop.url}/eximpe/return/${body.attempt}`);
  for (const answer of await Promise.all(waiting)) expect(answer.body.status).toBe('successful');
  expect(asked()).toBe(1);
});

test('forms that poll while the shopper is at the bank do not ask EximPe at all', async () => {
  const { body } = await pay(shop);
  for (let poll = 0; poll < 5; poll += 1) expect((await status(shop, body.handle)).body.status).toBe('pending');
  expect(asked()).toBe(0);
});

test('a payment that stays undecided for a week is not asked about forever', async () => {
  await pay(shop);
  await shop.later(8 * 86_400_000);
  expect(await shop.kit.reconcile()).toMatchObject({ examined: 1, stillPending: 1 });
  const before = asked();
  await shop.later(2 * 3_600_000);
  expect(await shop.kit.reconcile()).toMatchObject({ examined: 0 });
  expect(asked()).toBe(before);
});

test('without a webhook and a return, the schedule finds the outcome', async () => {
  shop.simulator.control.holdWebhooks();
  const { body } = await pay(shop);
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  await shop.later(31_000);
  expect((await status(shop, body.handle)).body.status).toBe('successful');
});

test('events push the outcome the moment the webhook arrives, and end', async () => {
  const { body } = await pay(shop);
  const stream = await fetch(`${shop.url}/eximpe/payments/${body.handle}/events`);
  expect(stream.headers.get('content-type')).toContain('text/event-stream');
  const text = stream.text();
  await shop.simulator.control.force(body.orderId ?? '', 'declined');
  const pushed = (await text)
    .split('\n')
    .filter((line) => line.startsWith('data: '))
    .map((line) => JSON.parse(line.slice(6)) as { status: string });
  expect(pushed.map((answer) => answer.status)).toEqual(['pending', 'failed']);
});

test('a hook that throws is called again until it accepts the payment, and only until then', async () => {
  await shop.close();
  let calls = 0;
  shop = await openShop({
    kit: {
      onPaid: () => {
        calls += 1;
        if (calls < 3) throw new Error('database is away');
      },
    },
  });
  const { body } = await pay(shop);
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  // It is also called again by itself, a second later.
  await eventually(() => calls > 0);
  for (let round = 0; round < 4; round += 1) {
    await shop.later(20_000);
    await shop.kit.reconcile();
  }
  expect(calls).toBe(3);
  const [line = ''] = shop.logLines.filter((each) => each.includes('database is away'));
  expect(line).toContain(body.attempt);
  for (const label of ['"network":"visa"', '"mop":"debit_card"', '"card":"new"']) expect(line).toContain(label);
});

test('reconcile finds an outcome for which no webhook came, and reports it', async () => {
  shop.simulator.control.holdWebhooks();
  const { body } = await pay(shop, cardRequest(VISA_DEBIT), newAttemptId());
  await shop.simulator.control.force(body.orderId ?? '', 'paid');
  expect(await shop.kit.reconcile()).toMatchObject({ examined: 0 });
  await shop.later(31_000);
  expect(await shop.kit.reconcile()).toMatchObject({ examined: 1, successful: 1, complete: true });
  await eventually(() => shop.paid.length === 1);
});
