// Banks and their templates as they are met, each in the ways of showing them that can work.
import { VISA_DEBIT } from '../cards.ts';
import type { ChallengeMode } from '../pages/checkout-page.ts';
import { expect, test } from '../shop.ts';

const VARIANTS: readonly (readonly [scenario: string, modes: readonly ChallengeMode[]])[] = [
  ['template-misnested', ['popup', 'iframe']],
  ['template-clobbering', ['popup', 'redirect']],
  ['template-two-forms', ['popup', 'redirect']],
  ['template-script-built', ['popup', 'redirect']],
  ['link', ['popup', 'iframe', 'redirect']],
  ['bank-coop', ['popup', 'redirect']],
  ['bank-needs-cookies', ['popup', 'redirect']],
  ['bank-target-top', ['popup']],
  ['bank-target-parent', ['popup', 'redirect']],
  ['bank-slow', ['popup']],
  ['bank-never-returns', ['popup']],
  ['return-get', ['popup', 'iframe', 'redirect']],
  ['return-no-hash', ['popup']],
  ['webhook-never', ['popup']],
  ['webhook-first', ['popup', 'iframe']],
  ['webhook-out-of-order', ['popup']],
];

for (const [scenario, modes] of VARIANTS) {
  for (const mode of modes) {
    test(`${scenario}: paid, shown by ${mode}`, async ({ checkout, bankIn, page }) => {
      await checkout.openFor(scenario, mode);
      if (mode === 'popup') await bankIn(await checkout.payInPopup(VISA_DEBIT)).confirm();
      else {
        await checkout.pay(VISA_DEBIT);
        await bankIn(mode === 'iframe' ? page.frameLocator('iframe') : page).confirm();
      }
      await checkout.expectPaid();
      expect(checkout.orders()).toHaveLength(1);
    });
  }
}

test('a template that has to run: opened in a window instead of the frame, with the same order', async ({
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

test('a bank that refuses frames: opened in a window instead, with the same order', async ({
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

test('a return whose hash is wrong settles nothing by itself; EximPe’s own answer does', async ({
  checkout,
  bankIn,
}) => {
  await checkout.openFor('return-wrong-hash', 'popup');
  await bankIn(await checkout.payInPopup(VISA_DEBIT)).confirm();
  await checkout.expectPaid();
});
