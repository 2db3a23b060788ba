// What the shopper is told when the gateway misbehaves: never "failed" while it is unknown, and never charged twice.
import { VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

test('an order whose answer was lost is found again, and nothing is charged twice', async ({ checkout }) => {
  await checkout.openFor('drop-after+frictionless');
  await checkout.pay(VISA_DEBIT);
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});

for (const scenario of ['gateway-error', 'html-answer', 'drop-before']) {
  test(`${scenario}: the shopper is not told that the payment failed`, async ({ checkout }) => {
    await checkout.openFor(scenario);
    await checkout.pay(VISA_DEBIT);
    await expect(checkout.form).toContainText(/do not pay again|checking/i);
    await expect(checkout.form).not.toContainText(/declined|did not go through/i);
  });
}

test('a payment that is pending for ten seconds after the OTP makes the shopper wait, and is then paid', async ({
  checkout,
  bankIn,
}) => {
  await checkout.openFor('pending-then-paid+webhook-never');
  await bankIn(await checkout.payInPopup(VISA_DEBIT)).confirm();
  await expect(checkout.form).toContainText(/checking/i);
  await checkout.expectPaid({ withinMs: 40_000 });
});

test('if the gateway refuses the shop’s credentials, the shopper sees a calm message and the server log says why', async ({
  checkout,
  shop,
}) => {
  await checkout.open();
  shop.simulator.control.addFault({ method: 'POST', path: '/pg/orders/', nth: 1, status: 401 });
  await checkout.pay(VISA_DEBIT);
  await expect(checkout.payButton).toBeVisible();
  await expect(checkout.form).toContainText(/shop/i);
  expect(shop.logLines.some((line) => line.includes('merchant_misconfigured'))).toBe(true);
});
