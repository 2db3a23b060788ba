// What banks ask for besides a code: an approval in their app, or a passkey. Also the bank's name while the form waits for it.
import type { Page } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

/** The name of the test card's bank in the issuers' data. */
const BANK = 'HDFC Bank';

/** The bank's app answers this long after its page was shown. */
const APP_SECONDS = 10;

/** The app does not answer before the returned function is called: on a slow machine, its time may be over before the page has been seen. */
async function holdApp(page: Page): Promise<() => void> {
  let answer = (): void => undefined;
  const mayAnswer = new Promise<void>((resolve) => (answer = resolve));
  await page.context().route('**/acs/app?*', async (route) => {
    await mayAnswer;
    await route.continue();
  });
  return answer;
}

for (const mode of ['popup', 'iframe', 'redirect'] as const) {
  test(`after an approval in the bank’s app, shown by ${mode}, the page goes on by itself`, async ({
    checkout,
    page,
    shop,
  }) => {
    const answer = await holdApp(page);
    await checkout.openFor('bank-app', mode);
    let bank: Pick<Page, 'getByText'> = page;
    if (mode === 'popup') bank = await checkout.payInPopup(VISA_DEBIT);
    else await checkout.pay(VISA_DEBIT);
    if (mode === 'iframe') bank = page.frameLocator('iframe');
    await expect(bank.getByText('Waiting for the app')).toBeVisible();
    await shop.simulator.control.advanceClock(APP_SECONDS);
    answer();
    await checkout.expectPaid();
    expect(checkout.orders()).toHaveLength(1);
  });
}

test('after a refusal in the bank’s app the payment has failed, and the card can be tried again', async ({
  checkout,
  page,
  shop,
}) => {
  const answer = await holdApp(page);
  await checkout.openFor('bank-app-denied', 'popup');
  const bank = await checkout.payInPopup(VISA_DEBIT);
  await expect(bank.getByText('Waiting for the app')).toBeVisible();
  await shop.simulator.control.advanceClock(APP_SECONDS);
  answer();
  await expect(checkout.form).toContainText('The payment did not go through');
  await expect(checkout.number).toHaveValue(/./);
});

/** A device authenticator that has the bank's passkey and confirms at once. Only Chromium offers one. */
async function givePasskey(page: Page, passkey: object): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('WebAuthn.enable');
  const { authenticatorId } = await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  await devtools.send('WebAuthn.addCredential', { authenticatorId, credential: passkey as never });
}

for (const mode of ['popup', 'iframe', 'redirect'] as const) {
  test(`a payment is confirmed with a passkey, shown by ${mode}`, async ({ checkout, page, shop, browserName }) => {
    test.skip(browserName !== 'chromium', 'Only Chromium has virtual authenticators.');
    await checkout.openFor('bank-passkey', mode);
    let bank: Pick<Page, 'getByRole'> = page;
    if (mode === 'popup') {
      const popup = await checkout.payInPopup(VISA_DEBIT);
      await givePasskey(popup, shop.simulator.passkey);
      bank = popup;
    } else {
      await givePasskey(page, shop.simulator.passkey);
      await checkout.pay(VISA_DEBIT);
      if (mode === 'iframe') bank = page.frameLocator('iframe');
    }
    await bank.getByRole('button', { name: 'Use your passkey' }).click();
    await checkout.expectPaid();
    expect(checkout.orders()).toHaveLength(1);
  });
}

test('the bank’s name is shown while the form waits for it, and again after a reload', async ({
  checkout,
  bankIn,
  page,
}) => {
  await checkout.open('popup');
  await checkout.payInPopup(VISA_DEBIT);
  await expect(checkout.form.getByText(BANK, { exact: true })).toBeVisible();
  await expect(checkout.form.getByRole('heading')).toHaveAccessibleDescription(new RegExp(BANK));
  await page.reload();
  await expect(checkout.form.getByText(BANK, { exact: true })).toBeVisible();
  const again = page.waitForEvent('popup');
  await page.getByRole('button', { name: /open.*bank.*page/i }).click();
  await bankIn(await again).confirm();
  await checkout.expectPaid();
  await expect(checkout.form.getByText(BANK)).toBeHidden();
});
