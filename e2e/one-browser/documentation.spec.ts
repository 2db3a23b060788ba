// The built documentation: axe, small screens, page weight and the search.
import { gzipSync } from 'node:zlib';
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../axe.ts';
import { expect, test } from '../site.ts';

/** Kilobytes after gzip, with scripts, styles and images. */
const BUDGET_KB = 200;
/** Cumulative layout shift; web.dev calls a page good below this. */
const BUDGET_SHIFT = 0.1;
const PAGES = ['', 'how-a-payment-flows/', 'errors/card_declined/', 'playground/'];
const SCREENS = [
  { name: 'a phone, light', viewport: { width: 390, height: 844 }, colorScheme: 'light' },
  { name: 'a small phone, dark', viewport: { width: 320, height: 640 }, colorScheme: 'dark' },
  { name: 'a desktop, dark', viewport: { width: 1280, height: 900 }, colorScheme: 'dark' },
] as const;

/** The layout shift while the page was loading. */
const shiftOf = (page: Page): Promise<number> =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          const shifts = list.getEntries() as (PerformanceEntry & { readonly value: number })[];
          resolve(shifts.reduce((sum, { value }) => sum + value, 0));
        });
        observer.observe({ type: 'layout-shift', buffered: true });
        // Buffered entries come first; if nothing moved, none come.
        setTimeout(() => resolve(0), 100);
      }),
  );

/** What a page requests, and the errors in its console. */
function listen(page: Page): { readonly urls: string[]; readonly said: string[]; kilobytes(): Promise<number> } {
  const sizes: Promise<number>[] = [];
  const urls: string[] = [];
  const said: string[] = [];
  page.on('console', (message) => message.type() === 'error' && said.push(message.text()));
  page.on('response', (response) => {
    urls.push(response.url());
    sizes.push(
      response.body().then(
        (body) => gzipSync(body).length,
        () => 0,
      ),
    );
  });
  return { urls, said, kilobytes: async () => (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1_000 };
}

for (const { name, viewport, colorScheme } of SCREENS) {
  test(`pages on ${name}: axe finds nothing, nothing scrolls sideways, and they are light`, async ({
    browser,
    site,
  }) => {
    const context = await browser.newContext({ viewport, colorScheme });
    for (const path of PAGES) {
      const page = await context.newPage();
      const seen = listen(page);
      await page.goto(site + path, { waitUntil: 'networkidle' });
      await expectNoViolations(page);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), path).toBeLessThanOrEqual(viewport.width);
      expect(await seen.kilobytes(), path).toBeLessThan(BUDGET_KB);
      expect(await shiftOf(page), path).toBeLessThan(BUDGET_SHIFT);
      expect(
        seen.urls.filter((url) => !url.startsWith(site)),
        path,
      ).toEqual([]);
      expect(seen.said, path).toEqual([]);
      await page.close();
    }
    await context.close();
  });
}

test('the search finds a code from a log line', async ({ page, site }) => {
  await page.goto(site);
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('searchbox').fill('EXIMPE_TRUST_PROXY_UNSET');
  await page.getByRole('option').first().click();
  await expect(page).toHaveURL(/eximpe_trust_proxy_unset/);
  await expect(page.getByRole('heading', { level: 1, name: 'EXIMPE_TRUST_PROXY_UNSET' })).toBeVisible();
});
