// Screenshots of each state of the form in the first of the demo's shops, then of the other shops.
import { cardFor, RUPAY_CREDIT } from '../cards.ts';
import { fastForward } from '../fast-forward.ts';
import { expect, test as base } from '../shop.ts';
import { Stage } from './stage.ts';

const test = base.extend<{ readonly stage: Stage }>({
  stage: async ({ page, shop }, use, info) => {
    await use(new Stage(page, shop, info));
  },
});

test('the form: empty, filled, with errors, sending, offline', async ({ stage, page, context }) => {
  await stage.open();
  await stage.picture('01-entry');
  await stage.fill(RUPAY_CREDIT);
  await stage.picture('02-filled');
  for (const [name, typed] of Object.entries({ number: '4895380110000004', expiry: '01/20', cvc: '1', name: '' })) {
    await stage.field(name).fill(typed);
  }
  await stage.field('pay').click();
  await expect(stage.field('number')).toHaveAttribute('aria-invalid', 'true');
  await stage.picture('03-errors');
  await stage.field('pay').focus();
  await page.keyboard.press('Shift+Tab');
  await stage.picture('04-focus-on-a-wrong-field');
  await stage.field('expiry').fill('1');
  await stage.field('pay').click();
  await stage.picture('04-half-an-expiry-date');

  await stage.open();
  await page.route('**/eximpe/payments', () => undefined);
  await stage.pay();
  await expect(stage.field('pay')).toHaveAttribute('aria-disabled', 'true');
  await stage.picture('05-submitting');

  await page.unroute('**/eximpe/payments');
  await page.route('**/eximpe/checkouts/*', async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, json: { ...(await response.json()), amount: '100000.00' } });
  });
  await stage.open();
  await stage.picture('05-a-lakh');
  await page.unroute('**/eximpe/checkouts/*');
  await stage.open();
  await context.setOffline(true);
  await expect(stage.part('problem')).toBeVisible();
  await stage.picture('06-offline');
  await context.setOffline(false);
  await page.route('**/eximpe/payments', (route) => route.abort('connectionreset'));
  await page.route('**/eximpe/attempts/**', () => undefined);
  await stage.pay();
  await expect(stage.panel).toBeVisible();
  await stage.picture('06-the-line-broke');
});

test('the bank in a window: waiting, its page, paid, the receipt', async ({ stage, page }) => {
  await stage.open();
  await page.route('**/eximpe/payments', async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await route.continue();
  });
  const opened = page.waitForEvent('popup');
  await stage.pay();
  const waiting = await opened;
  await waiting.locator('.spinner').waitFor();
  await stage.picture('07-connecting-in-the-window', { page: waiting });
  const bank = await opened;
  await bank.locator('input:not([type=hidden])').first().waitFor();
  await stage.picture('08-bank', { page: bank });
  await stage.picture('09-challenge');
  await stage.confirm(bank);
  await expect(page.locator('.receipt-link')).toBeVisible();
  await stage.picture('11-paid');
  await page.reload();
  await expect(stage.panel).toBeVisible();
  await stage.picture('12-already-paid');
  await page.goto(page.url().replace('/checkout/', '/receipt/'));
  await stage.picture('13-receipt');
});

for (const [scenario, name] of [
  ['bank-app', '08-bank-asks-for-its-app'],
  ['bank-passkey', '08-bank-asks-for-a-passkey'],
] as const) {
  test(`a bank with another kind of confirmation: ${scenario}`, async ({ stage }) => {
    await stage.open('challenge=popup', scenario);
    const bank = await stage.payInPopup();
    await bank.locator('button').first().waitFor();
    await stage.picture(name, { page: bank });
  });
}

test('the bank’s window blocked', async ({ stage, page }) => {
  await page.addInitScript(() => (window.open = () => null));
  await stage.open();
  await stage.pay();
  await expect(stage.panel).toBeVisible();
  await stage.picture('10-bank-window-blocked');
});

test('the bank in a frame', async ({ stage, page }) => {
  await stage.open('challenge=iframe');
  await stage.pay();
  await page.frameLocator('iframe').locator('input:not([type=hidden])').first().waitFor();
  await stage.picture('14-challenge-in-a-frame', { fullPage: false });
});

test('declined', async ({ stage }) => {
  await stage.open('challenge=popup', 'frictionless-declined');
  await stage.pay();
  await expect(stage.part('problem')).toBeVisible();
  await stage.picture('15-declined');
});

test('undecided: checking, then unknown', async ({ stage, page }) => {
  await page.clock.install();
  await stage.open('challenge=popup', 'frictionless+pending-forever');
  await stage.pay();
  await expect(stage.panel.locator('.spin')).toBeVisible();
  await stage.picture('17-checking');
  await fastForward(page, '11:00');
  await expect(stage.part('primary').filter({ visible: true })).toBeVisible();
  await stage.picture('18-unknown');
});

test('not payable: unavailable, an unknown order, a used bank page', async ({ stage, page }) => {
  await page.route('**/eximpe/checkout*/**', (route) => route.fulfill({ status: 502, body: '' }));
  await stage.visit();
  await expect(stage.panel).toBeVisible();
  await stage.picture('19-unavailable');
  await page.unroute('**/eximpe/checkout*/**');
  await stage.open();
  await page.locator('eximpe-card-form').evaluate((form) => form.setAttribute('checkout', 'NEEL-NONE'));
  await expect(stage.panel).toBeVisible();
  await stage.picture('20-unknown-order');
  const lang = new URL(page.url()).searchParams.get('lang');
  await page.goto(new URL(`/eximpe/challenge/${'a'.repeat(32)}?lang=${lang}`, page.url()).href);
  await stage.picture('21-bank-page-used-up');
});

test('saved cards: consent, the list, one removed and restored', async ({ stage, page }) => {
  for (const card of [cardFor('frictionless'), cardFor('paid')]) {
    await stage.open('challenge=popup&shopper=known', 'frictionless');
    await page.waitForTimeout(300);
    const fresh = stage.part('saved-card').last();
    if (await fresh.isVisible()) await fresh.click();
    await stage.part('consent').click();
    await stage.picture('22-consent');
    await stage.pay(card);
    await expect(page.locator('.receipt-link')).toBeVisible();
  }
  await stage.open('challenge=popup&shopper=known', 'frictionless');
  await expect(stage.part('saved-card')).toHaveCount(3);
  await stage.picture('23-saved-cards');
  const ask = page.locator('eximpe-card-form [aria-expanded]').first();
  await ask.click();
  await stage.picture('24-remove');
  await stage.part('remove').click();
  await expect(stage.part('saved-card')).toHaveCount(2);
  await stage.picture('25-removed');
});

for (const style of ['studio', 'night']) {
  test(`in the shop called ${style}`, async ({ stage, page }, { project }) => {
    test.skip(!/light|dark/.test(project.name), 'Forced colours and languages look the same in every shop.');
    await stage.open(`challenge=popup&style=${style}`);
    await stage.picture(`30-${style}-entry`);
    await stage.field('pay').click();
    await stage.picture(`31-${style}-errors`);
    const bank = await stage.payInPopup();
    await stage.picture(`32-${style}-challenge`);
    await stage.confirm(bank);
    await expect(page.locator('.receipt-link')).toBeVisible();
    await stage.picture(`33-${style}-paid`);
    await page.goto(page.url().replace('/checkout/', '/receipt/'));
    await stage.picture(`34-${style}-receipt`);
  });
}
