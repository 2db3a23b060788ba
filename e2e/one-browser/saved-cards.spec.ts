// Saved cards of shoppers whom the shop knows.
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../axe.ts';
import { cardFor } from '../cards.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import type { Shop } from '../open-shop.ts';
import { expect, test } from '../shop.ts';

const CARD = cardFor('frictionless');
const LAST4 = CARD.number.slice(-4);
const keptCard = (page: Page) => page.getByRole('radio', { name: new RegExp(`•••• ${LAST4}`) });

/** A new order from a shopper whom the shop knows by cookie. */
async function openKnown(page: Page, shop: Shop): Promise<CheckoutPage> {
  const checkout = new CheckoutPage(page, shop);
  await page.goto(`${shop.url}/?challenge=popup&shopper=known`);
  await expect(checkout.payButton).toBeVisible();
  return checkout;
}

/** Asks the server, since an empty list and one that has not loaded yet look the same on the page. */
const heldByShop = (page: Page): Promise<unknown> =>
  page.evaluate(async () => (await fetch('/eximpe/saved-cards', { cache: 'no-store' })).json());

async function keepCard(page: Page, shop: Shop): Promise<void> {
  const checkout = await openKnown(page, shop);
  const consent = page.getByRole('checkbox', { name: 'Save this card' });
  await expect(consent).not.toBeChecked();
  await consent.check();
  await checkout.pay(CARD);
  await checkout.expectPaid();
}

test('a card is saved with consent, pays next time without typing, and is not shown to others', async ({
  page,
  shop,
  browser,
}) => {
  await keepCard(page, shop);
  const checkout = await openKnown(page, shop);
  await expect(keptCard(page)).toBeChecked();
  await expect(checkout.number).toBeHidden();
  await checkout.payButton.click();
  await checkout.expectPaid();
  await checkout.expectReceipt(LAST4);

  const stranger = await browser.newContext();
  const theirs = await openKnown(await stranger.newPage(), shop);
  await expect(theirs.page.getByRole('checkbox', { name: 'Save this card' })).toBeVisible();
  expect(await heldByShop(theirs.page)).toEqual({ cards: [] });
  await expect(keptCard(theirs.page)).toHaveCount(0);
  await stranger.close();
});

test('a card is removed only after a second click, can be restored, and can be removed for good', async ({
  page,
  shop,
}) => {
  await keepCard(page, shop);
  const remove = async (): Promise<void> => {
    await page.getByRole('button', { name: `Remove card ending in ${LAST4}` }).click();
    await expect(keptCard(page)).toBeVisible();
    await page.getByRole('button', { name: 'Yes, remove' }).click();
    await expect(keptCard(page)).toHaveCount(0);
  };
  const { reference } = await openKnown(page, shop);
  await expectNoViolations(page);
  await remove();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(keptCard(page)).toBeChecked();
  await remove();
  // Leaving the page while the removal can be undone still removes it.
  await page.getByRole('link', { name: 'Bazaar', exact: true }).click();
  await page.waitForURL((url) => !url.pathname.endsWith(reference));
  await expect.poll(() => heldByShop(page)).toEqual({ cards: [] });
  await openKnown(page, shop);
  await expect(page.getByRole('checkbox', { name: 'Save this card' })).toBeVisible();
  await expect(keptCard(page)).toHaveCount(0);
});
