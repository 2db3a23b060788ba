// The README's first example, as it stands there: extracted, run, and paid through.
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { SIMULATOR_CREDENTIALS } from '@eximpe/simulator';
import type { Express } from 'express';
import { VISA_DEBIT } from '../cards.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test } from '../shop.ts';

const README = new URL('../../README.md', import.meta.url);

async function example(name: string): Promise<string> {
  const block = new RegExp(`<!-- test: ${name} -->\\s*\`\`\`\\w+\\n(.*?)\`\`\``, 's').exec(
    await readFile(README, 'utf8'),
  );
  if (!block?.[1]) throw new Error(`The README has no example marked "${name}".`);
  return block[1];
}

/** The merchant's own side of the example: an order book. */
const paid: string[] = [];
const orders = {
  find: (reference: string) => ({
    total: '1000.00',
    title: 'Sample product',
    hsCode: '98051000',
    invoiceNumber: `INV-${reference}`,
    date: '2026-11-22',
    buyer: {
      name: 'John Doe',
      email: 'john.doe@example.com',
      phone: '+919876543210',
      address: { line1: '123 Main Street', city: 'City', state: 'State', postalCode: '123456' },
    },
  }),
  markPaid: (checkout: string) => void paid.push(checkout),
};

test('the first example takes a payment', async ({ page, shop, bankIn }, info) => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, resolve));
  const url = `http://localhost:${(server.address() as AddressInfo).port}`;

  const folder = new URL(`../.readme/${info.project.name}/`, import.meta.url);
  await mkdir(folder, { recursive: true });
  const file = new URL('server.mjs', folder);
  const code = (await example('first-payment server'))
    .replace(
      "environment: 'sandbox',",
      `environment: 'sandbox', baseUrl: '${shop.simulator.url}', unsafeAllowHttp: true,`,
    )
    .replaceAll('https://shop.example', url);
  await writeFile(file, `const { orders } = globalThis.readme;\n${code}\nexport default app;\n`);
  Object.assign(globalThis, { readme: { orders } });
  Object.assign(process.env, {
    EXIMPE_CLIENT_ID: SIMULATOR_CREDENTIALS.clientId,
    EXIMPE_CLIENT_SECRET: SIMULATOR_CREDENTIALS.clientSecret,
    EXIMPE_ENCRYPTION_KEY: SIMULATOR_CREDENTIALS.encryptionKey,
    EXIMPE_KIT_SECRET: 'a-secret-that-only-the-journeys-use-0002',
  });
  const { default: app } = (await import(pathToFileURL(file.pathname).href)) as { default: Express };
  const html = await example('first-payment page');
  const reference = `ORDER-${info.project.name}-${Date.now()}`;
  app.get(
    '/',
    (_request, response) =>
      void response.send(`<!doctype html><title>Shop</title>${html.replace('ORDER-1', reference)}`),
  );
  server.on('request', app);

  await page.goto(url);
  const checkout = new CheckoutPage(page, shop);
  await checkout.fill(VISA_DEBIT);
  const popup = page.waitForEvent('popup');
  await checkout.payButton.click();
  await bankIn(await popup).confirm();
  await expect.poll(() => paid).toContain(reference);

  await rm(folder, { recursive: true });
  server.closeAllConnections();
  server.close();
});
