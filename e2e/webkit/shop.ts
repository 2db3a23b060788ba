// What every journey in WebKit starts with: an open shop and its own browser.
import { writeFileSync } from 'node:fs';
import { test as base } from '@playwright/test';
import type { WebDriver } from 'selenium-webdriver';
import { openShop, type Shop } from '../open-shop.ts';
import { openScreen, openWebKit, type Screen } from './webkit.ts';
import { Shopper } from './shopper.ts';

export const test = base.extend<{ shopper: Shopper }, { shop: Shop; xScreen: Screen; corpusBrowser: WebDriver }>({
  shop: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
    async ({}, use) => {
      const opened = await openShop('demo');
      await use(opened.shop);
      await opened.close();
    },
    { scope: 'worker' },
  ],
  xScreen: [
    // oxlint-disable-next-line no-empty-pattern -- as above
    async ({}, use) => {
      const screen = await openScreen();
      await use(screen);
      await screen.close();
    },
    { scope: 'worker' },
  ],
  // One browser for all pages of the corpus, since starting it takes longer than a page.
  corpusBrowser: [
    async ({ xScreen }, use) => {
      const webkit = await openWebKit(process.env['WEBKIT_DRIVER_PATH'] ?? 'WebKitWebDriver', xScreen);
      await use(webkit.driver);
      await webkit.close();
    },
    { scope: 'worker' },
  ],
  shopper: async ({ xScreen, shop }, use, testInfo) => {
    const webkit = await openWebKit(process.env['WEBKIT_DRIVER_PATH'] ?? 'WebKitWebDriver', xScreen);
    await use(new Shopper(webkit.driver, shop));
    if (testInfo.status !== testInfo.expectedStatus) {
      const picture = await webkit.driver.takeScreenshot().catch(() => '');
      writeFileSync(testInfo.outputPath('screen.png'), picture, 'base64');
    }
    await webkit.close();
  },
});
