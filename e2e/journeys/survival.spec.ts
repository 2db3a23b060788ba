// What a payment must live through: other tabs, killed tabs, broken lines, blocked windows, frameworks.
import type { Locator } from '@playwright/test';
import { expectNoViolations } from '../axe.ts';
import { RUPAY_CREDIT, VISA_DEBIT } from '../cards.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import type { Shop } from '../open-shop.ts';
import { expect, test } from '../shop.ts';

const ordersOf = (shop: Shop, { reference }: CheckoutPage): number =>
  shop.simulator.orders().filter((order) => order.invoice?.number === `INV-${reference.slice(5)}`).length;

/** What the tab keeps goes along, as by the browser's own menu. */
async function duplicate({ page }: CheckoutPage, shop: Shop): Promise<CheckoutPage> {
  const opened = page.waitForEvent('popup');
  await page.evaluate(() => void window.open(location.href));
  const copy = new CheckoutPage(await opened, shop);
  expect(await copy.form.evaluate(() => sessionStorage.length)).toBeGreaterThan(0);
  return copy;
}

const openBankPage = ({ within }: CheckoutPage): Locator => within.getByRole('button', { name: /open.*bank.*page/i });

/** The shop has the card; its answer is lost on the way back, or comes when it is called. In the page, since stock Firefox tells no driver what a request carried. */
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

test('a tab that was killed: a new one takes the payment up', async ({ checkout, bankIn, browser, shop }) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(popup).otp).toBeVisible();
  const address = checkout.page.url();
  await checkout.page.close();
  const context = await browser.newContext();
  const later = new CheckoutPage(await context.newPage(), shop);
  await later.page.goto(address);
  // The window that this click opens is not needed: the payment under way is taken up instead.
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
  test('a tab that is duplicated while the bank is shown takes the payment up; confirmed from there, both show it', async ({
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
    // The first window stays with the bank, which alone can close it; who confirms there, too, pays nothing more.
    await bankIn(popup).confirm();
    await expect.poll(() => popup.isClosed()).toBe(true);
    await checkout.expectPaid();
    expect(ordersOf(shop, checkout)).toBe(1);
  });

  test('a tab that is duplicated while the card is on its way asks for the same payment, and makes no other', async ({
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

test('back from the bank by the Back button: the bank’s page can be opened again', async ({
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
  // As the button of a browser does, past pages that went on by themselves: a slow one of them is a step of its own, which a driver would stop at.
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
  ['made anew by a framework', 'recreate'],
  ['taken out and put back later', 'reinsert'],
] as const) {
  test(`the form is ${what} during the challenge and finds the payment again`, async ({
    checkout,
    bankIn,
    shop,
    place,
  }) => {
    test.skip(place === 'page', 'No script but the form’s is in the card server’s page.');
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

test('the line breaks at Pay, after the shop had the card: nothing is charged twice', async ({
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

test('the line breaks at Pay, before the shop had the card: the shopper may pay again', async ({
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

test('offline at the form: the shopper is told, nothing is sent, and it is paid when the network is back', async ({
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

test('offline during the challenge: it is still on when the network is back', async ({
  checkout,
  bankIn,
  context,
  page,
}) => {
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

test('paid, on to the receipt, and back by the Back button: there is nothing left to pay', async ({
  checkout,
  page,
}) => {
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

test('the device sleeps for half an hour at the bank, and its clock is set: not known, and paid once the bank says so', async ({
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
  await bankIn(popup).confirm();
  await page.clock.fastForward('01:00');
  await checkout.expectPaid();
  expect(checkout.orders()).toHaveLength(1);
});

test.describe('a popup blocker', () => {
  test.beforeEach(({ page }) => page.addInitScript(() => (window.open = () => null)));

  test('leads on to the same tab', async ({ checkout, bankIn, page }) => {
    await checkout.open('auto');
    await checkout.pay(VISA_DEBIT);
    await bankIn(page).confirm();
    await checkout.waitUntilBack();
    await checkout.expectPaid();
  });

  test('where the shop wants a popup, asks for a click first', async ({ checkout, bankIn, page }) => {
    await checkout.open('popup');
    await checkout.pay(VISA_DEBIT);
    await openBankPage(checkout).click();
    await bankIn(page).confirm();
    await checkout.waitUntilBack();
    await checkout.expectPaid();
  });
});

test.describe('the bank’s window stays', () => {
  test('cancelled here, and paid in the bank’s window all the same: the form says so and offers no second payment', async ({
    checkout,
    bankIn,
    shop,
  }) => {
    await checkout.open('popup');
    const popup = await checkout.payInPopup(VISA_DEBIT);
    await expect(bankIn(popup).otp).toBeVisible();
    await checkout.cancel();
    await expect(checkout.payButton).toBeVisible();
    await bankIn(popup).confirm();
    await expect(checkout.form).toContainText('already paid');
    await expect.poll(() => popup.isClosed()).toBe(true);
    expect(ordersOf(shop, checkout)).toBe(1);
  });

  test('cancelled here, begun anew, and then confirmed in the first bank’s window: paid, and the second bank’s page is offered no more', async ({
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
