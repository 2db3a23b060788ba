import { cardFor, RUPAY_CREDIT, VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

test('a declined card can be replaced by another one', { tag: '@old' }, async ({ checkout, bankIn }) => {
  await checkout.open('popup');
  const first = await checkout.payInPopup(cardFor('declined'));
  await bankIn(first).confirm();
  await expect(checkout.form).toContainText(/declined/i);
  await expect(checkout.number).toHaveValue('');
  const second = await checkout.payInPopup(VISA_DEBIT);
  await bankIn(second).confirm();
  await checkout.expectPaid();
  await checkout.expectReceipt('0003');
});

test('after a decline in the bank’s frame, the caret is in the field where the form goes on', async ({
  checkout,
  bankIn,
  page,
  place,
}) => {
  test.skip(place !== 'element', 'The card server’s documents contain no other document.');
  await checkout.openFor('declined', 'iframe');
  await checkout.pay(VISA_DEBIT);
  await bankIn(page.frameLocator('iframe')).confirm();
  await expect(checkout.number).toBeFocused();
});

test('three wrong OTPs fail the payment, and the shopper can try again', async ({ checkout, bankIn }) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  for (const left of [2, 1]) {
    await bankIn(popup).confirm('000000');
    // The page with the bank's answer differs from the one before only in this.
    await expect(popup.getByRole('alert')).toContainText(`Tries left: ${left}`);
  }
  await bankIn(popup).confirm('000000');
  await expect(checkout.form).toContainText('check was not completed');
  await expect(checkout.payButton).toBeVisible();
});

test('after cancelling at the bank, the shopper can try again', async ({ checkout, bankIn }) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await bankIn(popup).cancel();
  await expect(checkout.form).toContainText('check was not completed');
  await expect(checkout.payButton).toBeVisible();
});

test('a bank window closed before the OTP can be opened again, and the same order is paid', async ({
  checkout,
  bankIn,
  page,
}) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(popup).otp).toBeVisible();
  await popup.close();
  const again = page.waitForEvent('popup');
  await checkout.within.getByRole('button', { name: /open.*bank.*page/i }).click();
  await bankIn(await again).confirm();
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});

test('a page reloaded during the challenge finds the payment again', async ({ checkout, bankIn, page }) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(popup).otp).toBeVisible();
  await page.reload();
  await bankIn(popup).confirm();
  await checkout.expectPaid();
});

test('after cancelling in the form and paying with another card, only the second order is paid', async ({
  checkout,
  bankIn,
}) => {
  await checkout.open('popup');
  const given = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(given).otp).toBeVisible();
  await checkout.cancel();
  await expect(checkout.payButton).toBeVisible();
  await bankIn(await checkout.payInPopup(RUPAY_CREDIT)).confirm();
  await checkout.expectPaid();
  await checkout.expectReceipt('7308');
});

test('a price that changed while the form was open is shown before anything is charged', async ({
  checkout,
  bankIn,
  page,
}) => {
  // The shop's price of yesterday.
  await page.route('**/eximpe/checkouts/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), amount: '900.00' } });
  });
  await page.goto(checkout.addressOf('popup'));
  const pay = (amount: string) => checkout.within.getByRole('button', { name: `Pay ${amount}` });
  await expect(pay('₹900.00')).toBeVisible();
  await checkout.fill(VISA_DEBIT);
  // An answer on its way would bring yesterday's price back.
  await page.unrouteAll({ behavior: 'wait' });
  await pay('₹900.00').click();
  await expect(checkout.form).toContainText('The amount has changed');
  await expect(checkout.payButton).toBeVisible();
  expect(checkout.orders()).toHaveLength(0);
  // Nothing has to be retyped.
  const popup = page.waitForEvent('popup');
  await checkout.payButton.click();
  await bankIn(await popup).confirm();
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});
