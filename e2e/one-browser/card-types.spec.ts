// Credit or debit: known from the first digits if the gateway says so, asked otherwise.
import { RUPAY_CREDIT, VISA_DEBIT, type Card } from '../cards.ts';
import { openDemo } from '../open-shop.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test } from '../shop.ts';

/** A well-known test number whose first digits the simulator's BIN data does not have. */
const OF_NO_KNOWN_TYPE: Card = { ...VISA_DEBIT, number: '4242424242424242' };

test('a card of known type is charged as that type, without a question', async ({ checkout, bankIn, page }) => {
  await checkout.open();
  const looked = page.waitForResponse(/\/eximpe\/bin/);
  await checkout.fill(RUPAY_CREDIT);
  await looked;
  await expect(page.getByRole('img', { name: 'RuPay' })).toBeVisible();
  await expect(page.getByRole('radiogroup', { name: 'Card type' })).toHaveCount(0);
  await bankIn(await checkout.payInPopup(RUPAY_CREDIT)).confirm();
  await checkout.expectPaid();
  expect(checkout.orders()).toMatchObject([{ mopType: 'credit_card' }]);
});

test('for a card of unknown type, the form asks for credit or debit while it is typed, and charges it as answered', async ({
  checkout,
  bankIn,
  page,
}) => {
  await checkout.openFor('paid');
  await checkout.fill(OF_NO_KNOWN_TYPE);
  const types = page.getByRole('radiogroup', { name: 'Card type' });
  await expect(types).toBeVisible();
  await checkout.payButton.click();
  await expect(types).toContainText('Choose credit or debit');
  await expect(types.getByRole('radio', { name: 'Credit' })).toBeFocused();
  expect(checkout.orders()).toHaveLength(0);
  await page.keyboard.press('ArrowDown');
  await expect(types.getByRole('radio', { name: 'Debit' })).toBeChecked();
  const popup = page.waitForEvent('popup');
  await checkout.payButton.click();
  await bankIn(await popup).confirm();
  await checkout.expectPaid();
  expect(checkout.orders()).toMatchObject([{ mopType: 'debit_card' }]);
});

test('without BIN lookup, the form asks while the number is typed, and from the start once it knows', async ({
  page,
  shop,
  bankIn,
}) => {
  const demo = await openDemo(shop.simulator.url, [], { clientId: 'sim_no_bin' });
  const checkout = new CheckoutPage(page, { ...shop, url: demo.url });
  await checkout.open();
  await checkout.fill(VISA_DEBIT);
  await page.getByRole('radio', { name: 'Debit' }).check();
  const popup = page.waitForEvent('popup');
  await checkout.payButton.click();
  await bankIn(await popup).confirm();
  await checkout.expectPaid();
  expect(checkout.orders()).toMatchObject([{ mopType: 'debit_card' }]);
  await checkout.open();
  await expect(page.getByRole('radio', { name: 'Debit' })).toBeVisible();
  await demo.close();
});
