// Back and Forward into pages that the browser kept as they were, scripts and all. The other browsers’ drivers keep no pages.
import type { Page } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import type { ChallengeMode, CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test as base } from '../shop.ts';

/** Playwright starts Chromium without its Back/Forward cache. */
const test = base.extend({
  launchOptions: [
    ({ launchOptions }, use) => use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    { scope: 'worker' },
  ],
});

/** On `window`, from the first page on. */
interface Shown {
  shown: boolean[];
}

test.beforeEach(async ({ page }) => {
  await page.addInitScript(() => {
    const shown: boolean[] = [];
    Object.assign(window, { shown });
    window.addEventListener('pageshow', ({ persisted }) => shown.push(persisted));
  });
  // The demo shop forbids that, as few shops do.
  await page.route(/\/checkout\//, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), 'cache-control': 'private' } });
  });
});

/** Only a page that was asked for by its own address passes the route above. */
async function open(checkout: CheckoutPage, scenario: string, challenge?: ChallengeMode): Promise<void> {
  await checkout.openFor(scenario, challenge);
  await checkout.page.reload();
}

/** To the page that was opened first, over whatever led to the bank. */
async function goBack(page: Page): Promise<void> {
  await page.evaluate(() => setTimeout(() => history.go(2 - history.length)));
  await page.waitForURL('**/checkout/**', { waitUntil: 'commit' });
}
/** Between two pages there is nobody to ask. */
const shownOn = (page: Page): Promise<boolean[] | undefined> =>
  page.evaluate(() => (window as unknown as Shown).shown).catch(() => undefined);
const expectShown = (page: Page, shown: boolean[]): Promise<void> => expect.poll(() => shownOn(page)).toEqual(shown);
/** As it was left, and not loaded anew. */
const expectKept = (page: Page): Promise<void> => expectShown(page, [false, true]);
/** As it was left, or loaded anew: what was said of the payment meanwhile may make the browser give up a page that listens. */
const expectBack = (page: Page): Promise<void> =>
  expect.poll(async () => String(await shownOn(page))).toMatch(/^false(,true)?$/);

test('before paying: the form is empty, and pays', async ({ checkout, page, shop }) => {
  await open(checkout, 'frictionless');
  await checkout.fill(VISA_DEBIT);
  await page.goto(`${shop.url}/`);
  await goBack(page);
  await expectKept(page);
  for (const field of [checkout.number, checkout.expiry, checkout.cvc]) await expect(field).toHaveValue('');
  await checkout.pay(VISA_DEBIT);
  await checkout.expectReceipt('0003');
  expect(checkout.orders()).toHaveLength(1);
});

test('at the bank, in the same tab: the payment is found again, and paid once', async ({ checkout, bankIn, page }) => {
  await open(checkout, 'paid', 'redirect');
  await checkout.pay(VISA_DEBIT);
  await expect(bankIn(page).otp).toBeVisible();
  await goBack(page);
  await expectBack(page);
  await page.getByRole('button', { name: /open.*bank.*page/i }).click();
  await bankIn(page).confirm();
  await page.waitForURL('**/checkout/**');
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});

test('after paying: still paid, and nothing left to pay', async ({ checkout, page }) => {
  await open(checkout, 'frictionless');
  await checkout.pay(VISA_DEBIT);
  await checkout.expectReceipt('0003');
  await goBack(page);
  await expectKept(page);
  await expect(page.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
  await expect(checkout.payButton).toBeHidden();
  expect(checkout.orders()).toHaveLength(1);
});
