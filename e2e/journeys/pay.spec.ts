import { cardFor, MASTERCARD_CREDIT, RUPAY_CREDIT, VISA_DEBIT } from '../cards.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test } from '../shop.ts';

test.describe('paid', () => {
  test('in a popup', { tag: '@old' }, async ({ checkout, bankIn }) => {
    await checkout.open('popup');
    const popup = await checkout.payInPopup(VISA_DEBIT);
    await bankIn(popup).confirm();
    await checkout.expectPaid();
    await expect.poll(() => popup.isClosed()).toBe(true);
    await checkout.expectReceipt('0003');
  });

  test('in the bank’s frame', { tag: '@old' }, async ({ checkout, bankIn, page, place }) => {
    test.skip(place !== 'element', 'The card server’s documents have no other in them.');
    await checkout.open('iframe');
    await checkout.pay(RUPAY_CREDIT);
    await bankIn(page.frameLocator('iframe')).confirm('111000');
    await checkout.expectPaid();
    await expect(page.locator('iframe')).toHaveCount(0);
    await checkout.expectReceipt('7308');
  });

  test('by redirect in the same tab', { tag: '@old' }, async ({ checkout, bankIn, page }) => {
    await checkout.open('redirect');
    await checkout.pay(MASTERCARD_CREDIT);
    await bankIn(page).confirm();
    await checkout.waitUntilBack();
    await checkout.expectPaid();
    await checkout.expectReceipt('2346');
  });

  test('without a challenge, and the waiting window closes by itself', async ({ checkout }) => {
    await checkout.open('popup');
    const popup = await checkout.payInPopup(cardFor('frictionless'));
    await checkout.expectPaid();
    await expect.poll(() => popup.isClosed()).toBe(true);
  });
});

test('on a phone held across, in the same tab: its windows are tabs that get lost', async ({
  browser,
  shop,
  bankIn,
  browserName,
}) => {
  test.skip(browserName !== 'chromium', 'Only Chromium plays phones.');
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

test('a card that fails its own arithmetic is said so at the field, and nothing is sent', async ({
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

test('an unknown checkout is said kindly', async ({ checkout }) => {
  await checkout.open('popup');
  await checkout.element.evaluate((form) => form.setAttribute('checkout', 'NEEL-NONE'));
  await expect(checkout.payButton).toBeHidden();
  await expect(checkout.within.getByRole('button', { name: /try again|reload/i })).toBeVisible();
});
