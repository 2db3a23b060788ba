import type { CheckoutAnswer } from '@eximpe/contract';
import { afterEach, expect, test } from 'vitest';
import { call, cardRequest, openShop, pay, VISA_DEBIT, type Shop } from './shop.ts';

let shop: Shop;
afterEach(() => shop.close());

/** Without a security code; a Maestro card, also by its first digits. */
function bare(number: string, network: string): object {
  const { card, ...request } = cardRequest(number, 'ORDER-1', { mop: 'debit_card' });
  return { ...request, card: { ...card, network, cvc: undefined } };
}
const MAESTRO = '6759649826438453';

test('a Maestro card without a security code pays if the shop accepts such cards; other networks’ don’t', async () => {
  shop = await openShop({
    kit: { cvcOptional: ['maestro'], cardTypes: 'ask' },
    simulator: { quirks: ['maestro-without-cvv'] },
  });
  const { body } = await call<CheckoutAnswer>(shop, '/checkouts/ORDER-1');
  expect(body.cvcOptional).toEqual(['maestro']);
  expect(await pay(shop, bare(VISA_DEBIT, 'visa'))).toMatchObject({ status: 400, body: { fields: ['card.cvc'] } });
  expect(await pay(shop, bare(MAESTRO, 'maestro'))).toMatchObject({ status: 201, body: { network: 'maestro' } });
  const order = shop.simulator.control.requests().find(({ path }) => path === '/pg/orders/');
  expect(JSON.stringify(order)).not.toContain('cvv');
});

test('every card needs a security code unless the shop says otherwise', async () => {
  shop = await openShop({ kit: { cardTypes: 'ask' } });
  expect((await call<CheckoutAnswer>(shop, '/checkouts/ORDER-1')).body.cvcOptional).toBeUndefined();
  expect(await pay(shop, bare(MAESTRO, 'maestro'))).toMatchObject({ status: 400, body: { fields: ['card.cvc'] } });
  expect(shop.simulator.control.orders()).toHaveLength(0);
});
