// Event streams of a payment whose shoppers come and go.
import { afterEach, expect, test } from 'vitest';
import { MemoryStore } from '../src/index.ts';
import { eventually, openShop, pay, type Shop } from './shop.ts';
import { wrapped } from './wrapped-store.ts';

let shop: Shop | undefined;
afterEach(() => shop?.close());

test('clients that leave before their stream begins do not take the place of others', async () => {
  let looked = 0;
  let release = (): void => {};
  let gate: Promise<void> | undefined;
  const store = wrapped(new MemoryStore(), (inner) => ({
    async find(id) {
      looked += 1;
      await gate;
      return inner.find(id);
    },
  }));
  let closed = 0;
  shop = await openShop({
    kit: { store },
    before: (app) =>
      void app.use((_request, response, next) => {
        response.once('close', () => (closed += 1));
        next();
      }),
  });
  const address = `${shop.url}/eximpe/payments/${(await pay(shop)).body.handle}/events`;

  gate = new Promise((resolve) => (release = resolve));
  [looked, closed] = [0, 0];
  const leaving = new AbortController();
  const left = Array.from({ length: 20 }, () => fetch(address, { signal: leaving.signal }).catch(() => undefined));
  await eventually(() => looked === 20, 'all are being looked up');
  leaving.abort();
  await Promise.all(left);
  await eventually(() => closed === 20, 'all have left');
  release();
  gate = undefined;

  const staying = new AbortController();
  expect((await fetch(address, { signal: staying.signal })).status).toBe(200);
  staying.abort();
});
