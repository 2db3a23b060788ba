// A payment with only the keyboard: Tab, Shift+Tab, Enter, Space and Escape.
import type { Locator, Page } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { hasFocus } from '../has-focus.ts';
import { expect, test } from '../shop.ts';

/** Moves with Tab only, since Playwright's `focus()` would hide a trap. */
async function tabTo(page: Page, target: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
  for (let presses = 0; presses < 25; presses += 1) {
    if (await target.evaluate((element) => element.matches(':focus'))) return;
    await page.keyboard.press(key);
  }
  throw new Error('Twenty-five presses of Tab did not lead there.');
}

/**
 * Presses an Enter that leaves the page. The page reacts to key-down, so it may be gone before it can acknowledge key-up,
 * and the driver would wait for that forever. The next page shows whether the key worked.
 */
function pressEnterToLeave(page: Page): void {
  page.keyboard.press('Enter').catch(() => undefined);
}

async function typeCard(page: Page, number: Locator): Promise<void> {
  await tabTo(page, number);
  // From the end of a finished field the caret moves on by itself.
  await page.keyboard.type(VISA_DEBIT.number);
  await page.keyboard.type(VISA_DEBIT.expiry.replace('/', ''));
  await page.keyboard.type(VISA_DEBIT.cvc);
  await page.keyboard.type(VISA_DEBIT.name);
}

test('with the bank in a window, errors are reached and corrected, and the order is paid', async ({
  checkout,
  bankIn,
  page,
}) => {
  await checkout.open('popup');
  await tabTo(page, checkout.payButton);
  await page.keyboard.press('Enter');
  await expect(checkout.number).toBeFocused();
  await typeCard(page, checkout.number);
  await expect(checkout.name).toHaveValue(VISA_DEBIT.name);
  await tabTo(page, checkout.number, 'Shift+Tab');
  await expect(checkout.number).toHaveValue('4895 3801 1000 0003');
  await tabTo(page, checkout.payButton);
  const opened = page.waitForEvent('popup');
  await page.keyboard.press('Space');
  const popup = await opened;
  const bank = bankIn(popup);
  await expect(bank.otp).toBeVisible();
  await tabTo(popup, bank.otp);
  await popup.keyboard.type('123456');
  pressEnterToLeave(popup);
  // The closed window may have been in front, so the page itself is asked what has the focus.
  await expect.poll(() => hasFocus(checkout.within.getByRole('heading', { name: 'Payment complete' }))).toBe(true);
  await page.keyboard.press('Tab');
  await expect.poll(() => hasFocus(page.getByRole('link', { name: 'View your receipt' }))).toBe(true);
});

test('with the bank in a frame, the focus stays in the dialog, Escape closes it, and it opens again', async ({
  checkout,
  bankIn,
  page,
  browserName,
  place,
}) => {
  test.skip(place === 'frame', 'There is no other document beside the card’s fields.');
  test.skip(browserName === 'firefox', 'Its driver sends keys only to the outer page.');
  await checkout.open('iframe');
  await typeCard(page, checkout.number);
  await page.keyboard.press('Enter');
  const bank = bankIn(page.frameLocator('iframe'));
  await expect(bank.otp).toBeVisible();
  const dialog = page.getByRole('dialog', { name: 'Confirm with your bank' });
  await expect(dialog).toBeVisible();
  const close = dialog.getByRole('button', { name: 'Close' });
  await tabTo(page, close, 'Shift+Tab');
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect.poll(() => hasFocus(page.getByRole('heading', { name: 'Confirm with your bank' }))).toBe(true);
  const open = page.getByRole('button', { name: 'Open the bank’s page', exact: true });
  await tabTo(page, open);
  await page.keyboard.press('Space');
  await expect(bank.otp).toBeVisible();
  await tabTo(page, bank.otp);
  await page.keyboard.type('123456');
  pressEnterToLeave(page);
  await checkout.expectPaid();
});
