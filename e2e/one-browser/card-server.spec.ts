// The card server's own page: shoppers of shops in PHP and Python pay on it and come back.
import type { Page } from '@playwright/test';
import { expectNoViolations } from '../axe.ts';
import { openCardServerShop } from '../card-server-shop.ts';
import { expect, test } from '../card-server-stage.ts';
import { RUPAY_CREDIT, VISA_DEBIT } from '../cards.ts';
import { complaintsOf } from '../complaints.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';

async function buy(page: Page, shop: string): Promise<CheckoutPage> {
  await page.goto(shop);
  await page.getByRole('button', { name: /Buy/ }).click();
  const checkout = new CheckoutPage(page);
  await expect(checkout.payButton).toBeVisible();
  return checkout;
}

test.describe('a shop in PHP', () => {
  test('is paid on the page of the card server, in a popup, and the shopper comes back', async ({
    page,
    bankIn,
    stage,
  }) => {
    const complaints = complaintsOf(page);
    const checkout = await buy(page, stage.shop);
    expect(page.url()).toContain(`${stage.cards}/pay/`);
    await expect(page).toHaveTitle('₹1,000.00 · Neel & Daughters');
    await expect(page.getByRole('heading', { name: 'Neel & Daughters' })).toBeVisible();
    await expect(checkout.payButton).toHaveCSS('background-color', 'rgb(11, 107, 83)');
    await expectNoViolations(page);
    const link = page.url();
    await bankIn(await checkout.payInPopup(VISA_DEBIT)).confirm();
    await page.waitForURL(`${stage.shop}/orders/**`);
    await expect(page.getByText('Paid. Thank you!')).toBeVisible();
    // The link still says so, and does not redirect.
    await page.goto(link);
    await expect(page.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
    await expectNoViolations(page);
    expect(complaints).toEqual([]);
    await page.getByRole('link', { name: 'Neel & Daughters' }).click();
    await expect(page.getByText('Paid. Thank you!')).toBeVisible();
    expect(stage.simulator.orders()).toHaveLength(1);
  });
});

test.describe('a shop in Python', () => {
  test.use({ language: 'python' });

  test('is paid on a dark phone, by redirect, in the shop’s language, and the shopper is taken back', async ({
    browser,
    bankIn,
    stage,
  }) => {
    const context = await browser.newContext({
      viewport: { width: 390, height: 844 },
      isMobile: true,
      hasTouch: true,
      locale: 'hi-IN',
      colorScheme: 'dark',
    });
    const page = await context.newPage();
    const complaints = complaintsOf(page);
    await page.goto(stage.shop);
    await page.getByRole('button', { name: /Buy/ }).click();
    await expect(page.locator('html')).toHaveAttribute('lang', 'hi');
    // The shop's language takes precedence over the browser's.
    await page.goto(`${page.url()}?lang=ta`);
    await expect(page.locator('html')).toHaveAttribute('lang', 'ta');
    const form = page.locator('eximpe-card-form');
    await expect(form.locator('[data-field=pay]')).toContainText('₹1,000.00');
    await expectNoViolations(page);
    for (const [field, typed] of Object.entries({
      number: RUPAY_CREDIT.number,
      expiry: '0530',
      cvc: '123',
      name: 'Asha Menon',
    }))
      await form.locator(`[data-field=${field}]`).fill(typed);
    // The page says for five seconds that the order is paid: on a busy machine, less than it takes to look at it.
    const languages: string[] = [];
    await page.exposeFunction('payPageSpeaks', (lang: string) => languages.push(lang));
    await page.addInitScript(() =>
      addEventListener('DOMContentLoaded', () => {
        const { payPageSpeaks } = window as unknown as { payPageSpeaks: (lang: string) => void };
        if (location.pathname.startsWith('/pay/')) payPageSpeaks(document.documentElement.lang);
      }),
    );
    await form.locator('[data-field=pay]').click();
    await bankIn(page).confirm('111000');
    await page.waitForURL(`${stage.shop}/orders/**`);
    await expect(page.getByText('Paid. Thank you!')).toBeVisible();
    expect(languages).toEqual(['ta']);
    expect(complaints).toEqual([]);
    await context.close();
  });

  test('an unknown order shows a friendly message, and nothing else is on the page', async ({ page, stage }) => {
    const response = await page.goto(`${stage.cards}/pay/${'0'.repeat(32)}`);
    expect(response?.status()).toBe(404);
    await expect(page.locator('eximpe-card-form')).toContainText('The shop cannot find this order.');
    await expectNoViolations(page);
    const policy = response?.headers()['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).not.toMatch(/unsafe|https?:/);
    // What a skimmer would do.
    const forbidden = await page.evaluate(async () => {
      const seen = new Set<string>();
      document.addEventListener('securitypolicyviolation', (event) => seen.add(event.effectiveDirective));
      document.body.append(Object.assign(document.createElement('img'), { src: 'https://x.invalid/' }));
      try {
        document.body.append(Object.assign(document.createElement('script'), { src: 'https://x.invalid/x.js' }));
      } catch {
        // Trusted Types throw here.
      }
      await fetch('https://x.invalid/').catch(() => undefined);
      await new Promise((resolve) => setTimeout(resolve, 100));
      return [...seen].map((each) => (each === 'require-trusted-types-for' ? 'script-src-elem' : each));
    });
    expect(new Set(forbidden)).toEqual(new Set(['connect-src', 'img-src', 'script-src-elem']));
  });
});

test('a price that changes while the page is open also changes on the page', async ({ page, bankIn }) => {
  const opened = await openCardServerShop({ place: 'page' });
  const checkout = new CheckoutPage(page, opened.shop);
  await checkout.open();
  opened.shop.reprice(checkout.reference, '1250.00');
  await checkout.pay(VISA_DEBIT);
  await expect(checkout.form).toContainText('The amount has changed');
  await expect(page.getByText('₹1,250.00', { exact: true })).toBeVisible();
  await expect(page).toHaveTitle('₹1,250.00 · Neel & Daughters');
  await expect(page.getByText('1,000.00')).toHaveCount(0);
  const popup = page.waitForEvent('popup');
  await page.getByRole('button', { name: 'Pay ₹1,250.00' }).click();
  await bankIn(await popup).confirm();
  await checkout.expectReceipt('0003');
  await opened.close();
});
