// The form in React, Vue, Svelte, Angular and plain HTML: the examples, paid with.
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
  test(`a shop built with ${framework} is paid and hears of it`, async ({ page, checkout, examples }) => {
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
