// What differs between engines, also in WebKit: windows, frames, typing, and coming back.
import { expect } from '@playwright/test';
import { cardFor, RUPAY_CREDIT, VISA_DEBIT } from '../cards.ts';
import { eventually, type Challenge } from './shopper.ts';
import { test } from './shop.ts';

for (const challenge of ['popup', 'iframe', 'redirect'] as const satisfies readonly Challenge[]) {
  test(`an order is paid with the bank in ${challenge}`, async ({ shopper }) => {
    await shopper.open(challenge);
    await shopper.fill(RUPAY_CREDIT);
    await shopper.pressPay();
    await shopper.confirmAtBank(challenge);
    await shopper.hasReceipt();
    await expect.poll(() => shopper.windows()).toBe(1);
  });
}

test('without a challenge, the waiting window closes by itself', async ({ shopper }) => {
  await shopper.open('popup');
  await shopper.fill(cardFor('frictionless'));
  await shopper.pressPay();
  await shopper.hasReceipt();
  await expect.poll(() => shopper.windows()).toBe(1);
});

test('a decline is explained, and the next card pays', async ({ shopper }) => {
  await shopper.open('popup');
  await shopper.fill(cardFor('declined'));
  await shopper.pressPay();
  await shopper.confirmAtBank('popup');
  await expect.poll(() => eventually(() => shopper.formText())).toMatch(/declined/i);
  // Otherwise the second confirmation might go to the window that is about to close.
  await expect.poll(() => shopper.windows()).toBe(1);
  await shopper.fill(VISA_DEBIT);
  await shopper.pressPay();
  await shopper.confirmAtBank('popup');
  await shopper.hasReceipt();
});

test('a page reloaded during the challenge finds the payment again', async ({ shopper }) => {
  await shopper.open('popup');
  await shopper.fill(VISA_DEBIT);
  await shopper.pressPay();
  await shopper.toBank('popup');
  await shopper.toCheckout();
  await shopper.driver.navigate().refresh();
  await expect.poll(() => eventually(() => shopper.formText())).toMatch(/bank/i);
  await shopper.confirmAtBank('popup');
  await shopper.hasReceipt();
});

test('digits are grouped as they are typed, wherever the caret is', async ({ shopper }) => {
  await shopper.open('popup');
  await shopper.type('number', '48953801100003');
  await expect.poll(() => shopper.valueOf('number')).toBe('4895 3801 1000 03');
  const caret = (at: number) =>
    shopper.driver.executeScript(
      `document.querySelector('eximpe-card-form').shadowRoot.querySelector('input[autocomplete=cc-number]').setSelectionRange(${at}, ${at})`,
    );
  await caret(9);
  await shopper.type('number', '00');
  await expect.poll(() => shopper.valueOf('number')).toMatch(/^4895 3801 /);
  await shopper.type('exp', '527');
  await expect.poll(() => shopper.valueOf('exp')).toBe('05 / 27');
});
