import { afterEach, beforeEach, expect, test } from 'vitest';
import { MemoryStore, type EximpeKitOptions, type Store } from '../src/index.ts';
import { openShop, pay, type Shop } from './shop.ts';
import { wrapped } from './wrapped-store.ts';

let before: Shop;
let after: Shop | undefined;
beforeEach(async () => {
  before = await openShop({ kit: { store: new MemoryStore() } });
});
afterEach(async () => {
  await after?.close();
  await before.close();
});

/** The same shop with the same EximPe and another store. */
async function restarted(kit: Partial<EximpeKitOptions>): Promise<Shop> {
  after = await openShop({ baseUrl: before.simulator.url, withoutWebhooks: true, kit });
  return after;
}

const durable = (): Store => wrapped(new MemoryStore(), () => ({ durable: true }));

test.each<[string, () => Store, RegExp]>([
  ['that a restart forgot is explained by the store in memory', () => new MemoryStore(), /keeps payments in memory/],
  ['of another checkout is explained by the number', durable, /its own invoice\.number/],
])('an invoice number of an order %s', async (_, store, words) => {
  await pay(before);
  const shop = await restarted({ store: store() });
  const answer = await pay(shop);
  expect(answer).toMatchObject({ status: 500, body: { code: 'merchant_misconfigured' } });
  expect((answer.body as { message?: string }).message).toMatch(words);
  const line = shop.logLines.find((logged) => logged.includes('EXIMPE_INVOICE_NUMBER_TAKEN'));
  expect(line).toMatch(words);
  expect(line).toContain('Invoice Number already exists');
});

test('in production only the log says so', async () => {
  await pay(before);
  const shop = await restarted({ store: new MemoryStore(), environment: 'production' });
  const answer = await pay(shop);
  expect(JSON.stringify(answer.body)).not.toMatch(/invoice/i);
  expect(shop.logLines.join('\n')).toContain('EXIMPE_INVOICE_NUMBER_TAKEN');
});
