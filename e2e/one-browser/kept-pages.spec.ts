// Back and Forward into pages from the browser's Back/Forward cache. The other browsers’ drivers have no such cache.
import type { Page } from '@playwright/test';
import type { EximpeCardForm } from '@eximpe/card-form';
import { VISA_DEBIT } from '../cards.ts';
import { openCardServerShop } from '../card-server-shop.ts';
import { goBackToFirst } from '../go-back.ts';
import { CheckoutPage, type ChallengeMode } from '../pages/checkout-page.ts';
import { expect, test as base } from '../shop.ts';

/** The journeys' shops forbid that; few real shops do. */
const MAY_BE_KEPT = { 'cache-control': 'private' };

/** Playwright starts Chromium without its Back/Forward cache. */
const test = base.extend<{ readonly isFramed: boolean }>({
  launchOptions: [
    ({ launchOptions }, use) => use({ ...launchOptions, ignoreDefaultArgs: ['--disable-back-forward-cache'] }),
    { scope: 'worker' },
  ],
  isFramed: [false, { option: true }],
  checkout: async ({ page, shop, isFramed }, use) => {
    const opened = isFramed ? await openCardServerShop({ place: 'frame', headers: MAY_BE_KEPT }) : undefined;
    await use(new CheckoutPage(page, opened?.shop ?? shop));
    await opened?.close();
  },
});

/** On `window`, from the first page. */
interface Shown {
  shown: boolean[];
}

test.beforeEach(async ({ page, isFramed }) => {
  await page.addInitScript(() => {
    const shown: boolean[] = [];
    Object.assign(window, { shown });
    window.addEventListener('pageshow', ({ persisted }) => shown.push(persisted));
  });
  // A page fulfilled this way can't load anything from another local server in Chromium.
  if (isFramed) return;
  await page.route(/\/checkout\//, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, headers: { ...response.headers(), ...MAY_BE_KEPT } });
  });
});

/** Only a page requested by its own address passes the route above. */
async function open(checkout: CheckoutPage, scenario: string, challenge?: ChallengeMode): Promise<void> {
  await checkout.openFor(scenario, challenge);
  await checkout.page.reload();
}

/** Between two pages there is no page to ask. */
const shownOn = (page: Page): Promise<boolean[] | undefined> =>
  page.evaluate(() => (window as unknown as Shown).shown).catch(() => undefined);
const expectShown = (page: Page, shown: boolean[]): Promise<void> => expect.poll(() => shownOn(page)).toEqual(shown);
/** The page was restored, not reloaded. */
const expectKept = (page: Page): Promise<void> => expectShown(page, [false, true]);
/** The page was restored or reloaded: news of the payment may make the browser discard a listening page. */
const expectBack = (page: Page): Promise<void> =>
  expect.poll(async () => String(await shownOn(page))).toMatch(/^false(,true)?$/);

/** Focuses the first field that is not. */
const isFilledIn = ({ element }: CheckoutPage): Promise<boolean> =>
  element.evaluate((form) => (form as EximpeCardForm).validate());

/** The frame is as high as the form in it. */
const frameHeight = ({ element }: CheckoutPage): Promise<string | undefined> =>
  element.evaluate((form) => form.shadowRoot?.querySelector('iframe')?.style.height);

/** Starts in the first field; the caret moves on by itself from finished fields. */
async function payByKeys({ keyboard }: Page): Promise<void> {
  const { number, expiry, cvc, name } = VISA_DEBIT;
  await keyboard.type(number + expiry.replace('/', '') + cvc + name);
  await keyboard.press('Enter');
}

for (const [where, isFramed] of [
  ['in the shop’s page', false],
  ['in the card server’s frame', true],
] as const)
  test.describe(`the form ${where}`, () => {
    test.use({ isFramed });

    test('is empty when kept before paying, and pays', async ({ checkout, page }) => {
      await open(checkout, 'frictionless');
      await checkout.fill(VISA_DEBIT);
      await expect.poll(() => isFilledIn(checkout)).toBe(true);
      await page.goto(checkout.addressOf('popup'));
      await goBackToFirst(page);
      await expectKept(page);
      const height = await frameHeight(checkout);
      expect(await isFilledIn(checkout)).toBe(false);
      // The driver has no frames for a restored page, but its keys go where a shopper's go.
      if (isFramed) {
        // The frame moves the caret in its own time, and then has its errors to show.
        await expect.poll(() => frameHeight(checkout)).not.toBe(height);
        await payByKeys(page);
      } else {
        for (const field of [checkout.number, checkout.expiry, checkout.cvc]) await expect(field).toHaveValue('');
        await checkout.pay(VISA_DEBIT);
      }
      await checkout.expectReceipt('0003');
      expect(checkout.orders()).toHaveLength(1);
    });

    test('finds a payment again that is at the bank in the same tab, and is paid once', async ({
      checkout,
      bankIn,
      page,
    }) => {
      await open(checkout, 'paid', 'redirect');
      await checkout.pay(VISA_DEBIT);
      await expect(bankIn(page).otp).toBeVisible();
      await goBackToFirst(page);
      await expectBack(page);
      await checkout.within.getByRole('button', { name: /open.*bank.*page/i }).click();
      await bankIn(page).confirm();
      await page.waitForURL('**/checkout/**');
      await checkout.expectPaid();
      expect(checkout.orders()).toHaveLength(1);
    });

    test('still shows the payment after paying, with nothing left to pay', async ({ checkout, page }) => {
      await open(checkout, 'frictionless');
      const popup = await checkout.payInPopup(VISA_DEBIT);
      // Chromium does not keep a page that another window can still reach.
      await expect.poll(() => popup.isClosed()).toBe(true);
      await checkout.expectReceipt('0003');
      await goBackToFirst(page);
      await expectKept(page);
      await checkout.expectPaid();
      if (!isFramed) {
        await expect(page.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
        await expect(checkout.payButton).toBeHidden();
      }
      await checkout.element.evaluate((form) => (form as EximpeCardForm).submit());
      expect(await isFilledIn(checkout)).toBe(false);
      await checkout.expectReceipt('0003');
      expect(checkout.orders()).toHaveLength(1);
    });
  });
