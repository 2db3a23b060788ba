// What a payment must survive: other tabs, killed tabs, lost connections, blocked windows, frameworks.
import type { Locator } from '@playwright/test';
import { expectNoViolations } from '../axe.ts';
import { RUPAY_CREDIT, VISA_DEBIT } from '../cards.ts';
import { fastForward } from '../fast-forward.ts';
import { keepOnReturnPage } from '../pages/bank-window.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import type { Shop } from '../open-shop.ts';
import { expect, test } from '../shop.ts';

const ordersOf = (shop: Shop, { reference }: CheckoutPage): number =>
  shop.simulator.orders().filter((order) => order.invoice?.number === `INV-${reference.slice(5)}`).length;

/** Copies the tab's storage too, as the browser's own menu does. */
async function duplicate({ page }: CheckoutPage, shop: Shop): Promise<CheckoutPage> {
  const opened = page.waitForEvent('popup');
  await page.evaluate(() => void window.open(location.href));
  const copy = new CheckoutPage(await opened, shop);
  expect(await copy.form.evaluate(() => sessionStorage.length)).toBeGreaterThan(0);
  return copy;
}

const openBankPage = ({ within }: CheckoutPage): Locator => within.getByRole('button', { name: /open.*bank.*page/i });

/** The shop has the card, but its answer is lost, or arrives when the returned function is called. Done in the page, since stock Firefox gives drivers no request bodies. */
async function answerToPay({ form }: CheckoutPage, what: 'lost' | 'late'): Promise<() => Promise<void>> {
  await form.evaluate((_, fate) => {
    const send = window.fetch.bind(window);
    const called = new Promise<void>((resolve) => Object.assign(window, { arrive: resolve }));
    window.fetch = async (to, how) => {
      const answer = await send(to, how);
      if (how?.method !== 'POST' || !answer.url.endsWith('/eximpe/payments')) return answer;
      if (fate === 'lost') throw new TypeError('The line broke.');
      await called;
      return answer;
    };
  }, what);
  return () => form.evaluate(() => (window as unknown as { arrive(): void }).arrive());
}

test('a checkout open in two tabs is paid once, and both tabs show it', async ({ checkout, bankIn, context, shop }) => {
  await checkout.open('popup');
  const other = new CheckoutPage(await context.newPage(), shop);
  await other.page.goto(checkout.page.url());
  await checkout.page.bringToFront();
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(popup).otp).toBeVisible();
  await other.page.bringToFront();
  await other.pay(VISA_DEBIT);
  await expect(openBankPage(other)).toBeVisible();
  await bankIn(popup).confirm();
  await checkout.expectPaid();
  await other.expectPaid();
  expect(ordersOf(shop, checkout)).toBe(1);
});

test('a new tab takes up the payment of a killed one', async ({ checkout, bankIn, browser, shop }) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(popup).otp).toBeVisible();
  const address = checkout.page.url();
  await checkout.page.close();
  const context = await browser.newContext();
  const later = new CheckoutPage(await context.newPage(), shop);
  await later.page.goto(address);
  // The window that this click opens is not needed: the payment in progress is taken up instead.
  const unneeded = await later.payInPopup(VISA_DEBIT);
  await expect.poll(() => unneeded.isClosed()).toBe(true);
  const again = later.page.waitForEvent('popup');
  await openBankPage(later).click();
  await bankIn(await again).confirm();
  await later.expectPaid();
  expect(ordersOf(shop, later)).toBe(1);
  await context.close();
});

test.describe('a duplicated tab', () => {
  test('a tab duplicated while the bank is shown takes up the payment; once confirmed there, both tabs show it', async ({
    checkout,
    bankIn,
    shop,
  }) => {
    await checkout.open('popup');
    const popup = await checkout.payInPopup(VISA_DEBIT);
    await expect(bankIn(popup).otp).toBeVisible();
    const copy = await duplicate(checkout, shop);
    const again = copy.page.waitForEvent('popup');
    await openBankPage(copy).click();
    await bankIn(await again).confirm();
    await copy.expectPaid();
    await checkout.expectPaid();
    // The first window stays at the bank, since only the bank can close it; confirming there too charges nothing more.
    await keepOnReturnPage(popup);
    await bankIn(popup).confirm();
    await expect.poll(() => popup.isClosed()).toBe(true);
    await checkout.expectPaid();
    expect(ordersOf(shop, checkout)).toBe(1);
  });

  test('a tab duplicated while the card is being sent asks for the same payment, and makes no second one', async ({
    checkout,
    bankIn,
    shop,
  }) => {
    await checkout.open('popup');
    const arrive = await answerToPay(checkout, 'late');
    const popup = await checkout.payInPopup(VISA_DEBIT);
    await expect.poll(() => ordersOf(shop, checkout)).toBe(1);
    const copy = await duplicate(checkout, shop);
    await expect(openBankPage(copy)).toBeVisible();
    await arrive();
    await bankIn(popup).confirm();
    await checkout.expectPaid();
    await copy.expectPaid();
    expect(ordersOf(shop, checkout)).toBe(1);
  });
});

test('after the Back button at the bank, the bank’s page can be opened again', async ({
  checkout,
  bankIn,
  page,
  shop,
}) => {
  await checkout.open('redirect');
  const steps = (): Promise<number> => page.evaluate(() => history.length);
  const atShop = await steps();
  await checkout.pay(VISA_DEBIT);
  await expect(bankIn(page).otp).toBeVisible();
  // Like the browser's button, it skips pages that redirected: a slow one is a history entry, at which a driver would stop.
  await page.evaluate((by) => void setTimeout(() => history.go(by)), atShop - (await steps()));
  await expect(page).toHaveURL(/\/(?:checkout|pay)\//);
  await openBankPage(checkout).click();
  await bankIn(page).confirm();
  await checkout.waitUntilBack();
  await checkout.expectPaid();
  expect(ordersOf(shop, checkout)).toBe(1);
});

for (const [what, change] of [
  ['moved to another place', 'move'],
  ['recreated by a framework', 'recreate'],
  ['removed and put back later', 'reinsert'],
] as const) {
  test(`the form is ${what} during the challenge and finds the payment again`, async ({
    checkout,
    bankIn,
    shop,
    place,
  }) => {
    test.skip(place === 'page', 'The card server’s page has only the form’s script.');
    await checkout.open('popup');
    const popup = await checkout.payInPopup(VISA_DEBIT);
    await expect(bankIn(popup).otp).toBeVisible();
    await checkout.element.evaluate((form, how) => {
      const parent = form.parentElement!;
      if (how === 'move') return document.body.append(form);
      const anew = how === 'reinsert' ? form : form.cloneNode();
      form.remove();
      setTimeout(() => parent.append(anew), 100);
    }, change);
    await expect(openBankPage(checkout)).toBeVisible();
    expect(popup.isClosed()).toBe(false);
    await bankIn(popup).confirm();
    await expect(checkout.form).toContainText('Payment complete');
    expect(ordersOf(shop, checkout)).toBe(1);
  });
}

test('the form is moved while the bank is shown in a frame, and the bank’s page is opened again', async ({
  checkout,
  bankIn,
  page,
  shop,
  place,
}) => {
  test.skip(place !== 'element', 'The card server’s documents contain no other document.');
  await checkout.open('iframe');
  await checkout.pay(VISA_DEBIT);
  const bank = bankIn(page.frameLocator('iframe'));
  await expect(bank.otp).toBeVisible();
  await checkout.element.evaluate((form) => document.body.append(form));
  await openBankPage(checkout).click();
  await bank.confirm();
  await checkout.expectPaid();
  expect(ordersOf(shop, checkout)).toBe(1);
});

test('if the connection breaks at Pay, after the shop received the card, nothing is charged twice', async ({
  checkout,
  bankIn,
  page,
  shop,
}) => {
  await checkout.open('popup');
  await answerToPay(checkout, 'lost');
  const first = await checkout.payInPopup(VISA_DEBIT);
  await expect.poll(() => first.isClosed()).toBe(true);
  const popup = page.waitForEvent('popup');
  await openBankPage(checkout).click();
  await bankIn(await popup).confirm();
  await checkout.expectPaid();
  expect(ordersOf(shop, checkout)).toBe(1);
});

test('if the connection breaks at Pay, before the shop received the card, the shopper can pay again', async ({
  checkout,
  bankIn,
  page,
  shop,
}) => {
  await checkout.open('popup');
  await page.route('**/eximpe/payments', (route) => route.abort('connectionreset'), { times: 1 });
  const first = await checkout.payInPopup(VISA_DEBIT);
  await expect.poll(() => first.isClosed()).toBe(true);
  await expect(checkout.form).toContainText(/not|again/i);
  const popup = page.waitForEvent('popup');
  await checkout.payButton.click();
  await bankIn(await popup).confirm();
  await checkout.expectPaid();
  expect(ordersOf(shop, checkout)).toBe(1);
});

test('an offline shopper is told so, nothing is sent, and the order is paid when the network is back', async ({
  checkout,
  context,
  page,
}) => {
  await checkout.openFor('frictionless');
  await context.setOffline(true);
  await expect(checkout.form.getByRole('alert')).toContainText('You are offline');
  await expectNoViolations(page);
  await checkout.pay(VISA_DEBIT);
  await expect(checkout.payButton).toBeVisible();
  await context.setOffline(false);
  await expect(checkout.form).not.toContainText('You are offline');
  await checkout.payButton.click();
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});

test('a challenge continues when the network is back', async ({ checkout, bankIn, context, page }) => {
  await page.clock.install();
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(popup).otp).toBeVisible();
  await context.setOffline(true);
  await page.clock.runFor(30_000);
  await expect(openBankPage(checkout)).toBeVisible();
  await context.setOffline(false);
  await bankIn(popup).confirm();
  await checkout.expectPaid();
});

test('back from the receipt by the Back button, there is nothing left to pay', async ({ checkout, page }) => {
  await checkout.openFor('frictionless');
  await checkout.pay(VISA_DEBIT);
  await checkout.expectReceipt('0003');
  await page.goBack();
  await expect(checkout.within.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
  await expect(checkout.payButton).toBeHidden();
  await page.goForward();
  await page.goBack();
  await expect(checkout.within.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
  expect(checkout.orders()).toHaveLength(1);
});

test('after the device slept for half an hour and its clock was set, the outcome is unknown until the bank confirms', async ({
  checkout,
  bankIn,
  page,
}) => {
  await page.clock.install();
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(popup).otp).toBeVisible();
  await page.clock.fastForward('30:00');
  await page.clock.setSystemTime(new Date(Date.now() - 86_400_000));
  await expect(checkout.form).toContainText('Do not pay again');
  await keepOnReturnPage(popup);
  await bankIn(popup).confirm();
  await fastForward(page, '01:00');
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});

test.describe('a popup blocker', () => {
  test.beforeEach(({ page }) => page.addInitScript(() => (window.open = () => null)));

  test('makes the form continue in the same tab', async ({ checkout, bankIn, page }) => {
    await checkout.open('auto');
    await checkout.pay(VISA_DEBIT);
    await bankIn(page).confirm();
    await checkout.waitUntilBack();
    await checkout.expectPaid();
  });

  test('makes the form ask for a click first if the shop wants a popup', async ({ checkout, bankIn, page }) => {
    await checkout.open('popup');
    await checkout.pay(VISA_DEBIT);
    await openBankPage(checkout).click();
    await bankIn(page).confirm();
    await checkout.waitUntilBack();
    await checkout.expectPaid();
  });
});

test.describe('a bank’s window that stays open', () => {
  test('a payment cancelled in the form but confirmed in the bank’s window is shown as paid, without a second payment', async ({
    checkout,
    bankIn,
    shop,
  }) => {
    await checkout.open('popup');
    const popup = await checkout.payInPopup(VISA_DEBIT);
    await expect(bankIn(popup).otp).toBeVisible();
    await checkout.cancel();
    await expect(checkout.payButton).toBeVisible();
    await keepOnReturnPage(popup);
    await bankIn(popup).confirm();
    await expect(checkout.form).toContainText('already paid');
    await expect.poll(() => popup.isClosed()).toBe(true);
    expect(ordersOf(shop, checkout)).toBe(1);
  });

  test('a cancelled payment confirmed at its bank during a second one is shown as paid, and the second bank’s page is no longer offered', async ({
    checkout,
    bankIn,
    page,
  }) => {
    await checkout.open('popup');
    const first = await checkout.payInPopup(VISA_DEBIT);
    await expect(bankIn(first).otp).toBeVisible();
    await checkout.cancel();
    await expect(checkout.form).toContainText('if you confirm there, you will still be charged');
    const second = await checkout.payInPopup(RUPAY_CREDIT);
    await expect(bankIn(second).otp).toBeVisible();
    await bankIn(first).confirm();
    await expect(checkout.form).toContainText('already paid');
    await expect(openBankPage(checkout)).toBeHidden();
    await page.reload();
    await expect(checkout.form).toContainText('already paid');
    await expect(openBankPage(checkout)).toBeHidden();
    expect(checkout.orders().filter(({ status }) => status === 'payment_successful')).toHaveLength(1);
  });
});
