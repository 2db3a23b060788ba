// What the shop does when it is paid: real HTTP, and the simulator for EximPe.
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startShop } from './start-shop.js';

let shop;
beforeAll(async () => {
  shop = await startShop();
}, 60_000);
afterAll(() => shop?.close());

test('an order is paid, and the shop knows', async () => {
  const placed = await fetch(`${shop.url}/orders`, { method: 'POST', redirect: 'manual' });
  const checkout = new URL(placed.headers.get('location'), shop.url);

  const answer = await fetch(`${shop.url}/eximpe/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), origin: shop.url },
    body: JSON.stringify({
      checkout: checkout.pathname.split('/').at(-1),
      card: {
        kind: 'new',
        number: '4800000000000707', // paid at once, without the bank's page
        expiryMonth: '05',
        expiryYear: '2031',
        cvc: '123',
        holderName: 'Asha Menon',
        network: 'visa',
      },
    }),
  });
  expect(await answer.json()).toMatchObject({ status: 'successful' });

  await expect.poll(async () => (await fetch(checkout)).text()).toContain('Paid. Thank you!');
});
