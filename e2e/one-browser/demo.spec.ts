// The demo shop around the form, and the simulator's own page: with a keyboard, a screen reader or a narrow phone.
import type { Page } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

/** Works even if another window is in front. */
const focusOf = (page: Page): Promise<string | null | undefined> =>
  page.evaluate(() => document.activeElement?.textContent);

test('a waiting receipt appears with the focus on it when the payment arrives, and is loaded once', async ({
  checkout,
  page,
  bankIn,
}) => {
  await checkout.open('popup');
  const receipt = await page.context().newPage();
  const loads: string[] = [];
  receipt.on('request', (request) => request.isNavigationRequest() && loads.push(request.url()));
  await receipt.goto(page.url().replace('/checkout/', '/receipt/'));
  await expect(receipt.getByText('Not paid yet')).toBeVisible();
  await bankIn(await checkout.payInPopup(VISA_DEBIT)).confirm();
  await checkout.expectPaid();
  await expect.poll(() => focusOf(receipt)).toBe('Thank you, Asha.');
  await expect(receipt).toHaveTitle(/Receipt/);
  expect(loads).toHaveLength(1);
});

test('in a shop in another language, English parts are marked as English', async ({ page, shop }) => {
  await page.goto(`${shop.url}/?lang=ta`, { waitUntil: 'commit' });
  await expect(page.locator('eximpe-card-form')).toHaveAttribute('lang', 'ta');
  const languages = await page
    .locator('nav, header, footer, aside, .summary, h2#pay-title, [slot=success]')
    .evaluateAll((parts) => parts.map((part) => part.closest('[lang]')?.getAttribute('lang')));
  expect(languages).toHaveLength(8);
  expect(new Set(languages)).toEqual(new Set(['en']));
});

test('amounts never wrap, even with very large text', async ({ page, shop }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await page.goto(shop.url);
  await page.evaluate(() => (document.documentElement.style.fontSize = '300%'));
  const lines = await page.locator('.price, .sums dd').evaluateAll((amounts) =>
    amounts.map((amount) => {
      const range = document.createRange();
      range.selectNodeContents(amount);
      return new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
    }),
  );
  expect(lines.length).toBeGreaterThan(2);
  expect(new Set(lines)).toEqual(new Set([1]));
});

test('the simulator’s page keeps the focus when it refreshes', async ({ checkout, page, shop, bankIn }) => {
  await checkout.open('popup');
  // Leaving earlier would end the charge under way.
  await expect(bankIn(await checkout.payInPopup(VISA_DEBIT)).otp).toBeVisible();
  await page.goto(shop.simulator.url);
  const decline = page.getByRole('button', { name: 'Decline' }).first();
  await decline.focus();
  const drawn = await decline.elementHandle();
  // Until the table was redrawn.
  await expect.poll(() => drawn?.evaluate((button) => button.isConnected)).toBe(false);
  expect(await focusOf(page)).toBe('Decline');
});
