import { VISA_DEBIT } from '../cards.ts';
import { test } from '../shop.ts';

test.use({ csp: 'strict' });

test.describe("under helmet's default Content-Security-Policy", () => {
  test('paid in a popup', async ({ checkout, bankIn }) => {
    await checkout.open('popup');
    const popup = await checkout.payInPopup(VISA_DEBIT);
    await bankIn(popup).confirm();
    await checkout.expectPaid();
  });

  test('paid by redirect', async ({ checkout, bankIn, page }) => {
    await checkout.open('redirect');
    await checkout.pay(VISA_DEBIT);
    await bankIn(page).confirm();
    await page.waitForURL('**/checkout/**');
    await checkout.expectPaid();
  });

  test('in a frame that the policy forbids: a window is offered for the same payment', async ({
    checkout,
    bankIn,
    page,
  }) => {
    await checkout.open('iframe');
    await checkout.pay(VISA_DEBIT);
    const popup = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Open the bank’s page', exact: true }).click();
    await bankIn(await popup).confirm();
    await checkout.expectPaid();
  });
});
