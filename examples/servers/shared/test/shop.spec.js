// The shopper's view: from the product to the bank's page and back.
import { expect, test } from '@playwright/test';
import { startShop } from './start-shop.js';

let shop;
test.beforeAll(async () => {
  shop = await startShop();
});
test.afterAll(() => shop?.close());

test('an order is paid through the bank', async ({ page }) => {
  await page.goto(shop.url);
  await page.getByRole('button', { name: 'Buy' }).click();
  // The form's fields are found by their labels, even in its shadow root.
  await page.getByLabel('Card number').fill('4895380110000003');
  await page.getByLabel('Expiry date').fill('05/31');
  await page.getByRole('textbox', { name: 'CVV' }).fill('123');
  await page.getByLabel('Name on card').fill('Asha Menon');
  const opened = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Pay ₹1,000.00' }).click();
  const bank = await opened;
  await bank.getByLabel('One-time password').fill('123456');
  await bank.getByRole('button', { name: 'Confirm' }).click();
  await expect(page.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
  // The form may know slightly before the shop is told.
  await expect.poll(async () => (await page.request.get(page.url())).text()).toContain('Paid. Thank you!');
});
