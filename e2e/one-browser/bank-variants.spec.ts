// Banks whose pages need something from the browser, each shown in the modes that can work.
import { VISA_DEBIT } from '../cards.ts';
import { testPaidInEachMode } from '../paid-in-each-mode.ts';
import { expect, test } from '../shop.ts';

testPaidInEachMode([
  ['template-clobbering', ['popup', 'redirect']],
  ['template-two-forms', ['popup', 'redirect']],
  ['template-script-built', ['popup', 'redirect']],
  ['bank-coop', ['popup', 'redirect']],
  ['bank-needs-cookies', ['popup', 'redirect']],
  ['bank-target-top', ['popup']],
  ['bank-target-parent', ['popup', 'redirect']],
]);

test('a template that has to run is opened in a window instead of the frame, with the same order', async ({
  checkout,
  bankIn,
  page,
}) => {
  await checkout.openFor('template-script-built', 'iframe');
  await checkout.pay(VISA_DEBIT);
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Open the bank’s page', exact: true }).click();
  await bankIn(await popup).confirm();
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});

test('a bank that refuses frames is opened in a window instead, with the same order', async ({
  checkout,
  bankIn,
  page,
}) => {
  await checkout.openFor('bank-no-frames', 'iframe');
  await checkout.pay(VISA_DEBIT);
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: /in a new window/ }).click();
  await bankIn(await popup).confirm();
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});
