import { cardFor, MASTERCARD_CREDIT, RUPAY_CREDIT, VISA_DEBIT } from '../cards.ts';
import { keepOnReturnPage } from '../pages/bank-window.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test } from '../shop.ts';

test.describe('paid', () => {
  test('an order is paid with the bank in a popup', { tag: '@old' }, async ({ checkout, bankIn }) => {
    await checkout.open('popup');
    const popup = await checkout.payInPopup(VISA_DEBIT);
    await keepOnReturnPage(popup);
    await bankIn(popup).confirm();
    await checkout.expectPaid();
    await expect.poll(() => popup.isClosed()).toBe(true);
    await checkout.expectReceipt('0003');
  });

  test('an order is paid with the bank in a frame', { tag: '@old' }, async ({ checkout, bankIn, page, place }) => {
    test.skip(place !== 'element', 'The card server’s documents contain no other document.');
    await checkout.open('iframe');
    await checkout.pay(RUPAY_CREDIT);
    await bankIn(page.frameLocator('iframe')).confirm('111000');
    await checkout.expectPaid();
    await expect(page.locator('iframe')).toHaveCount(0);
    await checkout.expectReceipt('7308');
  });

  test('an order is paid by redirect in the same tab', { tag: '@old' }, async ({ checkout, bankIn, page }) => {
    await checkout.open('redirect');
    await checkout.pay(MASTERCARD_CREDIT);
    await bankIn(page).confirm();
    await checkout.waitUntilBack();
    await checkout.expectPaid();
    await checkout.expectReceipt('2346');
  });

  test('an order is paid without a challenge, and the waiting window closes by itself', async ({ checkout }) => {
    await checkout.open('popup');
    const popup = await checkout.payInPopup(cardFor('frictionless'));
    await checkout.expectPaid();
    await expect.poll(() => popup.isClosed()).toBe(true);
  });
});

test('on a phone in landscape, an order is paid in the same tab: windows are tabs that get lost there', async ({
  browser,
  shop,
  bankIn,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'Only Chromium emulates phones.');
  const context = await browser.newContext({ viewport: { width: 844, height: 390 }, isMobile: true, hasTouch: true });
  const phone = new CheckoutPage(await context.newPage(), shop);
  await phone.open('auto');
  await phone.pay(VISA_DEBIT);
  await bankIn(phone.page).confirm();
  await phone.expectPaid();
  expect(context.pages()).toHaveLength(1);
  await context.close();
});

test('a double click on Pay makes one order', async ({ checkout, bankIn, page }) => {
  await checkout.open('popup');
  await checkout.fill(VISA_DEBIT);
  const popup = page.waitForEvent('popup');
  await checkout.payButton.dblclick();
  await bankIn(await popup).confirm();
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});

test('a card number with a wrong check digit shows an error at the field, and nothing is sent', async ({
  checkout,
  page,
}) => {
  await checkout.open('popup');
  const requests: string[] = [];
  page.on('request', (request) => void (request.url().endsWith('/payments') && requests.push(request.url())));
  await checkout.pay({ ...VISA_DEBIT, number: '4895380110000004' });
  await expect(checkout.number).toHaveAttribute('aria-invalid', 'true');
  await expect(checkout.number).toBeFocused();
  expect(requests).toEqual([]);
});

test('an unknown checkout shows a friendly message', async ({ checkout }) => {
  await checkout.open('popup');
  await checkout.element.evaluate((form) => form.setAttribute('checkout', 'NEEL-NONE'));
  await expect(checkout.payButton).toBeHidden();
  await expect(checkout.within.getByRole('button', { name: /try again|reload/i })).toBeVisible();
});
