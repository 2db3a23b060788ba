// The form in React, Vue, Svelte, Angular and plain HTML: a payment in each example.
import { startExamples } from '../../examples/server.mjs';
import { cardFor } from '../cards.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test as base } from '../shop.ts';

const test = base.extend<object, { readonly examples: string }>({
  examples: [
    async ({ shop }, use) => {
      const examples = await startExamples(shop.url);
      await use(examples.url);
      await examples.close();
    },
    { scope: 'worker' },
  ],
});

for (const framework of ['plain', 'react', 'vue', 'svelte', 'angular']) {
  test(`a shop built with ${framework} is paid and notified`, async ({ page, checkout, examples }) => {
    await checkout.open();
    const { reference } = checkout;
    await page.goto(`${examples}/${framework}/?checkout=${reference}`);
    const example = new CheckoutPage(page);
    await expect(example.payButton).toBeVisible({ timeout: 60_000 });
    await example.pay(cardFor('frictionless'));
    await expect(page.getByText('The shop heard: successful')).toBeVisible();
    await expect(page.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
  });
}

test('in a shop’s own bundle, the form also has other languages and finds its parts', async ({
  page,
  checkout,
  examples,
}) => {
  const warned: string[] = [];
  page.on('console', (message) => message.type() === 'warning' && warned.push(message.text()));
  await checkout.open();
  await page.addInitScript(() => addEventListener('DOMContentLoaded', () => (document.documentElement.lang = 'hi')));
  await page.goto(`${examples}/react/?checkout=${checkout.reference}`);
  await expect(page.getByLabel('कार्ड नंबर')).toBeVisible({ timeout: 60_000 });
  await expect(page.getByRole('button', { name: '₹1,000.00 का भुगतान करें' })).toBeVisible();
  // The examples' server proxies /eximpe from a different port than the shop's: the warning names it, and is right.
  expect(warned.filter((text) => text.includes('eximpe') && !text.includes('is configured for'))).toEqual([]);
});
