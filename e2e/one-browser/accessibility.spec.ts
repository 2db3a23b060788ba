// axe finds no violation of WCAG 2.2 A and AA in any state of the form.
import { expectNoViolations } from '../axe.ts';
import { cardFor, VISA_DEBIT } from '../cards.ts';
import { fastForward } from '../fast-forward.ts';
import { expect, test } from '../shop.ts';

for (const [style, theme] of [
  ['bazaar', 'light'],
  ['bazaar', 'dark'],
  ['studio', 'light'],
  ['studio', 'dark'],
  ['night', 'dark'],
]) {
  test(`entry and errors, in the shop called ${style}, ${theme}`, async ({ checkout, page, shop }) => {
    await page.goto(`${shop.url}/?style=${style}&theme=${theme}`);
    await expect(checkout.payButton).toBeVisible();
    await expectNoViolations(page);
    await checkout.payButton.click();
    await expect(checkout.number).toHaveAttribute('aria-invalid', 'true');
    await expectNoViolations(page);
  });
}

test('challenge and paid', async ({ checkout, bankIn, page }) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(VISA_DEBIT);
  await expect(bankIn(popup).otp).toBeVisible();
  await expectNoViolations(page);
  await expectNoViolations(popup);
  await bankIn(popup).confirm();
  await checkout.expectPaid();
  await expectNoViolations(page);
});

test('challenge in a frame', async ({ checkout, bankIn, page }) => {
  await checkout.open('iframe');
  await checkout.pay(VISA_DEBIT);
  await expect(bankIn(page.frameLocator('iframe')).otp).toBeVisible();
  await expectNoViolations(page);
});

test('failed payment', async ({ checkout, bankIn, page }) => {
  await checkout.open('popup');
  const popup = await checkout.payInPopup(cardFor('declined'));
  await bankIn(popup).confirm();
  await expect(checkout.form).toContainText('declined this card');
  await expectNoViolations(page);
});

test('sending, and a lost connection', async ({ checkout, page }) => {
  await checkout.open();
  let breakLine = (): void => undefined;
  const broken = new Promise<void>((resolve) => (breakLine = resolve));
  await page.route('**/eximpe/payments', async (route) => {
    await broken;
    await route.abort('connectionreset');
  });
  await checkout.pay(VISA_DEBIT);
  await expect(page.getByRole('button', { name: 'Processing…' })).toBeVisible();
  await expectNoViolations(page);
  breakLine();
  await expect(page.getByRole('button', { name: 'Processing…' })).toBeHidden();
  await expectNoViolations(page);
});

test('checking, and still unknown after ten minutes', async ({ checkout, page }) => {
  await page.clock.install();
  await checkout.openFor('frictionless+pending-forever');
  await checkout.pay(VISA_DEBIT);
  await expect(page.getByRole('heading', { name: 'Checking with your bank' })).toBeVisible();
  await expectNoViolations(page);
  await fastForward(page, '11:00');
  await expect(page.getByRole('heading', { name: 'Payment not confirmed yet' })).toBeVisible();
  await expectNoViolations(page);
});

test('unknown order, used launch page, paid order', async ({ checkout, page, shop }) => {
  await checkout.openFor('frictionless');
  await checkout.pay(VISA_DEBIT);
  await checkout.expectPaid();
  await page.reload();
  await expect(checkout.form).toContainText('already paid');
  await expectNoViolations(page);
  await checkout.form.evaluate((form) => form.setAttribute('checkout', 'NEEL-NONE'));
  await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible();
  await expectNoViolations(page);
  await page.goto(`${shop.url}/eximpe/challenge/${'a'.repeat(32)}`);
  await expect(page.getByRole('heading')).toBeVisible();
  await expectNoViolations(page);
});

test('in Urdu, from right to left', async ({ page, shop }) => {
  await page.goto(`${shop.url}/?lang=ur`);
  const form = page.locator('eximpe-card-form');
  await expect(form.locator('[part=root]')).toHaveCSS('direction', 'rtl');
  await expectNoViolations(page);
});
