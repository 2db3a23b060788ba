// What Orca says after the bank, in every mode: the outcome with its reason, amount and card.
import { readFileSync } from 'node:fs';
import { expect, firefox, test, type Browser } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { openShop, type Shop } from '../open-shop.ts';
import { BankPage } from '../pages/bank-page.ts';
import { CheckoutPage, type ChallengeMode } from '../pages/checkout-page.ts';
import { missingPrograms, openDesktop, type Desktop } from './desktop.ts';

const missing = missingPrograms();
test.skip(missing.length > 0, `Not here: ${missing.join(', ')}`);

let desktop: Desktop;
let browser: Browser;
let shop: Shop;
let closeShop: () => Promise<void>;

test.beforeAll(async () => {
  desktop = await openDesktop();
  const opened = await openShop('demo');
  shop = opened.shop;
  closeShop = () => opened.close();
  const path = process.env['FIREFOX_PATH'];
  browser = await firefox.launch({
    ...(path ? { channel: 'moz-firefox', executablePath: path } : {}),
    headless: false,
    env: desktop.env,
  });
});
test.afterAll(async () => {
  await browser.close();
  await closeShop();
  await desktop.close();
});

/** Every sentence since the desktop was opened, one per line. */
const heard = (): string =>
  [...readFileSync(desktop.speechLog, 'utf8').matchAll(/SPEECH OUTPUT: '(.*)'/g)].map(([, said]) => said).join('\n');

/** Waits until Orca has caught up and is silent. */
async function expectSilence(): Promise<void> {
  let before = '';
  await expect
    .poll(
      () => {
        const isSilent = before === heard();
        before = heard();
        return isSilent;
      },
      // On a busy machine it is half a minute behind. What counts is what it says.
      { intervals: [2_000], timeout: 60_000 },
    )
    .toBe(true);
}

/** In the same tab, the typed card was lost with the page. */
const WRONG_CVV = {
  here: /The payment did not go through\. The CVV is wrong\. Enter it again\. ₹1,000\.00\. Visa card ending in 0003/,
  redirect:
    /The payment did not go through\. The CVV was wrong\. Enter the card again\. ₹1,000\.00\. Visa card ending in 0003/,
} as const;

/** Any outcome, said only once. */
const OUTCOME = /Payment complete|The payment did not go through/g;

const outcomesOf = (mode: ChallengeMode): readonly (readonly [string, 'confirm' | 'cancel', RegExp])[] => [
  ['paid', 'confirm', /Payment complete[^]*₹1,000\.00[^]*Visa card ending in 0003/],
  [
    'declined',
    'confirm',
    /The payment did not go through\. Your bank declined this card\.[^]*₹1,000\.00\. Visa card ending in 0003/,
  ],
  ['invalid-cvv', 'confirm', WRONG_CVV[mode === 'redirect' ? mode : 'here']],
  ['paid', 'cancel', /Your bank’s check was not completed\. Try again\./],
  ['pending-forever', 'confirm', /(Checking|Confirm) with your bank[^]*HDFC Bank[^]*₹1,000\.00/],
];

for (const mode of ['popup', 'iframe', 'redirect'] as const) {
  for (const [scenario, act, sentence] of outcomesOf(mode)) {
    test(`${mode}: ${scenario}, ${act}`, async () => {
      const page = await (await browser.newContext({ locale: 'en-IN', viewport: null })).newPage();
      const checkout = new CheckoutPage(page, shop);
      await checkout.openFor(scenario, mode);
      await checkout.fill(VISA_DEBIT);
      await expectSilence();
      const popup = mode === 'popup' ? page.waitForEvent('popup') : undefined;
      await checkout.payButton.click();
      const bank = new BankPage(popup ? await popup : mode === 'iframe' ? page.frameLocator('iframe') : page);
      await bank.otp.waitFor();
      // Otherwise the announcement of the bank's page could still be pending when the next event happens.
      await expectSilence();
      const before = heard().length;
      await bank[act]();
      await expect.poll(() => heard().slice(before)).toMatch(sentence);
      await expectSilence();
      expect(heard().slice(before).match(OUTCOME) ?? []).toHaveLength(scenario === 'pending-forever' ? 0 : 1);
      await page.context().close();
    });
  }
}
