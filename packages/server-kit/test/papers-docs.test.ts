// A payment without a description, from its capture to the payout, with the code in docs/papers.md.
import { readFileSync } from 'node:fs';
import { SIMULATOR_CREDENTIALS } from '@eximpe/simulator';
import { afterEach, expect, test } from 'vitest';
import { EximpeClient } from '../src/index.ts';
import { CHECKOUT, openShop, pay, type Shop } from './shop.ts';

const DOCUMENT = readFileSync(new URL('../../../docs/papers.md', import.meta.url), 'utf8');
const BLOCKS = [...DOCUMENT.matchAll(/^```js\n(.*?)^```$/gms)].map(([, code = '']) => code);

const FILES: Readonly<Record<string, Buffer>> = {
  'invoice.pdf': Buffer.from('%PDF-1.7'),
  'waybill.jpg': Buffer.from([0xff, 0xd8, 0xff, 0xe0]),
};

let shop: Shop;
afterEach(() => shop.close());

/** Runs the unchanged blocks as one program; resolves to its output. */
async function run(ids: { readonly orderId: string; readonly paymentId: string }): Promise<unknown[][]> {
  const printed: unknown[][] = [];
  const print = (...values: unknown[]): void => void printed.push(values);
  const surroundings = {
    ...ids,
    EximpeClient,
    process: {
      env: {
        EXIMPE_BASE_URL: shop.simulator.url,
        EXIMPE_CLIENT_ID: SIMULATOR_CREDENTIALS.clientId,
        EXIMPE_CLIENT_SECRET: SIMULATOR_CREDENTIALS.clientSecret,
      },
    },
    readFile: async (name: string) => FILES[name],
    console: { log: print, error: (...values: unknown[]) => expect.fail(values.join(' ')) },
  };
  const code = BLOCKS.join('\n').replace(/^import .*$/m, '');
  // oxlint-disable-next-line no-implied-eval, typescript/no-implied-eval -- a document's code is text
  const program = new Function(
    ...Object.keys(surroundings),
    `return (async () => { ${code}\nawait client.close(); })()`,
  );
  await program(...Object.values(surroundings));
  return printed;
}

test('the event names what is missing, and the document’s code sends it', async () => {
  const { description: _, ...product } = CHECKOUT.product;
  const resolveCheckout = () => ({ ...CHECKOUT, product, invoice: { number: 'INV-1' } });
  shop = await openShop({ simulator: { speed: 0 }, kit: { resolveCheckout } });
  const { simulator } = shop;
  await pay(shop);
  const [order] = simulator.orders();
  if (!order) throw new Error('no order was made');
  const { orderId, paymentId } = order;
  await simulator.control.force(orderId, 'paid');
  await expect
    .poll(() => shop.events.filter(({ type }) => type === 'papers.needed'))
    .toMatchObject([
      { orderId, paymentId, fields: ['product.description'] },
      { orderId, paymentId, fields: ['product.description'] },
    ]);
  await expect.poll(() => shop.attention).toMatchObject([{ type: 'papers_missing', fields: ['product.description'] }]);
  expect(shop.logLines.filter((line) => line.includes('EXIMPE_PAPERS_INCOMPLETE'))).toHaveLength(1);
  expect(await simulator.control.payOut(orderId)).toBe(false);

  expect(await run({ orderId, paymentId })).toEqual([[expect.stringContaining('invoice.pdf'), ['AWB-23343']]]);
  await expect.poll(() => shop.events.some(({ type }) => type === 'papers.in_review')).toBe(true);
  await simulator.control.advanceClock(60);
  await expect.poll(() => shop.events.some(({ type }) => type === 'papers.verified')).toBe(true);
  expect(await simulator.control.payOut(orderId)).toBe(true);
  await expect.poll(() => shop.events.some(({ type }) => type === 'settlement.done')).toBe(true);
});

test('the document’s table has the six fields', () => {
  const names = [
    'buyer_name',
    'buyer_address',
    'buyer_postal_code',
    'product_description',
    'hs_code',
    'invoice_number',
  ];
  for (const name of names) expect(DOCUMENT).toContain(`| \`${name}\``);
  expect(BLOCKS).toHaveLength(6);
});
