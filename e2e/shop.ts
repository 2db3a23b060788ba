// What every journey starts with: an open shop, and page objects in the shopper's terms.
import { test as base, type FrameLocator, type Page } from '@playwright/test';
import { openCardServerShop } from './card-server-shop.ts';
import { openShop, type Csp, type Place, type Shop } from './open-shop.ts';
import { BankPage } from './pages/bank-page.ts';
import { CheckoutPage } from './pages/checkout-page.ts';

interface Fixtures {
  readonly checkout: CheckoutPage;
  /** The bank's page, in a window, a frame or the same tab. */
  readonly bankIn: (where: Page | FrameLocator) => BankPage;
}

interface WorkerFixtures {
  readonly csp: Csp;
  readonly place: Place;
  readonly shop: Shop;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  csp: ['demo', { option: true, scope: 'worker' }],
  place: ['element', { option: true, scope: 'worker' }],
  shop: [
    async ({ csp, place }, use) => {
      const opened = place === 'element' ? await openShop(csp) : await openCardServerShop({ place });
      await use(opened.shop);
      await opened.close();
    },
    { scope: 'worker' },
  ],
  checkout: async ({ page, shop }, use) => {
    await use(new CheckoutPage(page, shop));
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
  bankIn: async ({}, use) => {
    await use((where) => new BankPage(where));
  },
});

export { expect } from '@playwright/test';
