// Browsers in which the form does not run: the shop's own content is shown, and the console tells the developer.
import type { ConsoleMessage, Page } from '@playwright/test';
import { expect, test } from '../shop.ts';

const OTHER_WAY = 'Pay another way';

/** Opens a shop's page with a link between the tags. Returns the lines of the console. */
async function open(page: Page, url: string, attributes = ''): Promise<readonly string[]> {
  const said: string[] = [];
  page.on('console', (message: ConsoleMessage) => void said.push(message.text()));
  await page.route('**/shop', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: `<!doctype html><script type="module" src="/eximpe/card-form.js"></script>
        <eximpe-card-form endpoint="/eximpe" checkout="X" ${attributes}><a href="/other">${OTHER_WAY}</a></eximpe-card-form>`,
    }),
  );
  const script = page.waitForResponse('**/card-form.js');
  await page.goto(`${url}/shop`);
  await script;
  return said;
}

test('the content between the tags is shown, and the console says why', { tag: '@too-old' }, async ({ page, shop }) => {
  const said = await open(page, shop.url);
  await expect.poll(() => said.filter((line) => line.includes('too old'))).toHaveLength(1);
  // Playwright's own check uses a method that this browser does not have.
  const { width, height } = await page.evaluate(() => (document.querySelector('a') as Element).getBoundingClientRect());
  expect(Math.min(width, height)).toBeGreaterThan(10);
});

test('the content between the tags is not shown in other browsers', { tag: '@old' }, async ({ page, shop }) => {
  for (const root of ['shadow', 'light']) {
    const said = await open(page, shop.url, `render-root="${root}"`);
    await expect(page.locator('eximpe-card-form [part=root]')).toBeAttached();
    await expect(page.getByRole('link', { name: OTHER_WAY })).toBeHidden();
    expect(said.filter((line) => line.includes('too old'))).toEqual([]);
    await page.unroute('**/shop');
  }
});
