// What a shopper must be able to see in engines that support fewer colour features than today's.
import type { Locator } from '@playwright/test';
import { cardFor } from '../cards.ts';
import type { CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test } from '../shop.ts';
import { tooFaint } from './contrast.ts';

/** WCAG 2.2: for text, and for the borders of fields. */
const TEXT = 4.5;
const EDGE = 3;

/** The visible text of the form; marks of networks are images, not text. */
const textIn = (checkout: CheckoutPage): Locator =>
  checkout.form.locator('label, legend, .note, .error:not(:empty), p, h2, button').filter({ visible: true });

async function expectSeen(checkout: CheckoutPage): Promise<void> {
  expect(await tooFaint(textIn(checkout), 'color', TEXT)).toEqual([]);
}

async function expectFormSeen(checkout: CheckoutPage): Promise<void> {
  await expectSeen(checkout);
  for (const field of [checkout.number, checkout.expiry, checkout.cvc, checkout.name])
    expect(await tooFaint(field, 'borderBottomColor', EDGE)).toEqual([]);
}

test('fields, notes, errors and every panel are visible', { tag: '@old' }, async ({ checkout, bankIn, page }) => {
  await checkout.open('popup');
  await expectFormSeen(checkout);
  await checkout.payButton.hover();
  await expectSeen(checkout);
  await page.mouse.down();
  await expectSeen(checkout);
  await page.mouse.up();
  await expect(checkout.number).toHaveAttribute('aria-invalid', 'true');
  await expectFormSeen(checkout);
  const bank = await checkout.payInPopup(cardFor('declined'));
  await expect(checkout.number).toBeHidden();
  await expectSeen(checkout);
  await bankIn(bank).confirm();
  await expect(checkout.form).toContainText(/declined/i);
  await expectFormSeen(checkout);
  await checkout.payInPopup(cardFor('frictionless'));
  await checkout.expectPaid();
  await expectSeen(checkout);
});

test('the way back is visible on our own page in the shop’s colours', { tag: '@old' }, async ({ page, shop }) => {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await page.goto(`${shop.url}/eximpe/challenge/${'a'.repeat(32)}`);
    expect(await tooFaint(page.locator('h1, p, a.button'), 'color', TEXT)).toEqual([]);
  }
});

/** Pages of other shops: content of the head, and attributes of body and form. */
const PAGES: Readonly<Record<string, { head?: string; body?: string; form?: string }>> = {
  'a page without style': {},
  'theme marigold': { head: '<link rel="stylesheet" href="/eximpe/themes/marigold.css">' },
  'theme peacock': { head: '<link rel="stylesheet" href="/eximpe/themes/peacock.css">' },
  'theme slate': { head: '<link rel="stylesheet" href="/eximpe/themes/slate.css">' },
  'theme="dark"': { body: 'style="background: #14161a; color: #f2f2f2"', form: 'theme="dark"' },
  'the light root': { form: 'render-root="light"' },
};

test(
  'the form with an error at each field is visible on every kind of page',
  { tag: '@old' },
  async ({ checkout, page, shop }) => {
    async function expectErrorsSeen(): Promise<void> {
      await expect(checkout.payButton).toBeVisible();
      await checkout.payButton.click();
      await expect(checkout.number).toHaveAttribute('aria-invalid', 'true');
      await expectFormSeen(checkout);
    }
    await page.goto(`${checkout.addressOf('popup')}&style=studio`);
    await expectErrorsSeen();
    await checkout.open('popup');
    const { reference } = checkout;
    for (const [what, { head = '', body = '', form = '' }] of Object.entries(PAGES))
      await test.step(what, async () => {
        await page.route('**/shop', (route) =>
          route.fulfill({
            contentType: 'text/html',
            body: `<!doctype html>${head}<script type="module" src="/eximpe/card-form.js"></script><body ${body}>
            <eximpe-card-form lang="en" endpoint="/eximpe" checkout="${reference}" ${form}></eximpe-card-form>`,
          }),
        );
        await page.goto(`${shop.url}/shop`);
        await expectErrorsSeen();
        const { height } = await checkout.payButton.evaluate((button) => button.getBoundingClientRect());
        expect(height).toBeGreaterThanOrEqual(44);
        await page.unroute('**/shop');
      });
  },
);
