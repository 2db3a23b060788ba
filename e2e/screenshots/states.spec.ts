import type { Page } from '@playwright/test';
import { cardFor, VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

async function picture(page: Page, name: string, project: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: `../screenshots/${name}-${project}.png`, fullPage: true, animations: 'disabled' });
}

test('entry, filled, error', async ({ checkout, page }, { project }) => {
  await checkout.open('popup');
  await picture(page, '1-entry', project.name);
  await checkout.fill({ ...VISA_DEBIT, number: '6082015309577308' });
  await picture(page, '2-filled', project.name);
  await checkout.number.fill('4895380110000004');
  await checkout.expiry.fill('01/20');
  await checkout.cvc.fill('1');
  await checkout.name.fill('');
  await checkout.payButton.click();
  await expect(checkout.number).toHaveAttribute('aria-invalid', 'true');
  await picture(page, '3-error', project.name);
});

test('challenge in a popup, then paid, then the receipt', async ({ checkout, bankIn, page }, { project }) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(popup).otp).toBeVisible();
  await picture(page, '4-challenge-popup', project.name);
  await picture(popup, '5-bank', project.name);
  await popup.close();
  await expect(page.getByRole('button', { name: /open.*bank.*page/i })).toBeVisible();
  await page.waitForTimeout(1_500);
  await picture(page, '6-bank-window-closed', project.name);
  const again = page.waitForEvent('popup');
  await page.getByRole('button', { name: /open.*bank.*page/i }).click();
  await bankIn(await again).confirm();
  await checkout.expectPaid();
  await picture(page, '7-paid', project.name);
  await checkout.expectReceipt('0003');
  await picture(page, '8-receipt', project.name);
});

test('challenge in a frame', async ({ checkout, bankIn, page }, { project }) => {
  await checkout.open('iframe');
  await checkout.pay(VISA_DEBIT);
  await expect(bankIn(page.frameLocator('iframe')).otp).toBeVisible();
  await picture(page, '9-challenge-frame', project.name);
});

test('declined', async ({ checkout, bankIn, page }, { project }) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(cardFor('declined'));
  await bankIn(popup).confirm();
  await expect(page.getByRole('button', { name: /try again|another card/i })).toBeVisible();
  await picture(page, '10-failed', project.name);
});
