// The form in pages with strict policies: helmet's, and the strictest one possible.
import { VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

test.use({ csp: 'strict' });

test.describe("under helmet's default Content-Security-Policy", () => {
  test('an order is paid in a popup', async ({ checkout, bankIn }) => {
    await checkout.open('popup');
    const popup = await checkout.payInPopup(VISA_DEBIT);
    await bankIn(popup).confirm();
    await checkout.expectPaid();
  });

  test('an order is paid by redirect', async ({ checkout, bankIn, page }) => {
    await checkout.open('redirect');
    await checkout.pay(VISA_DEBIT);
    await bankIn(page).confirm();
    await page.waitForURL('**/checkout/**');
    await checkout.expectPaid();
  });

  test('if the policy forbids the bank’s frame, a window is offered for the same payment', async ({
    checkout,
    bankIn,
    page,
  }) => {
    await checkout.open('iframe');
    await checkout.pay(VISA_DEBIT);
    const popup = page.waitForEvent('popup');
    await page.getByRole('button', { name: 'Open the bank’s page', exact: true }).click();
    await bankIn(await popup).confirm();
    await checkout.expectPaid();
  });
});

const STRICTEST = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "form-action 'none'",
  "base-uri 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types eximpe-card-form lit-html',
].join('; ');

test('the strictest policy with Trusted Types, and another Lit on the page, allow a payment, another language and saved cards without violations', async ({
  shop,
  page,
  bankIn,
}) => {
  await page.addInitScript(() => {
    const violations: string[] = [];
    Object.assign(window, { violations });
    // Any Lit does this as soon as it is loaded; a second policy with that name is refused.
    const { trustedTypes } = window as unknown as { trustedTypes: { createPolicy(name: string, rules: object): void } };
    trustedTypes.createPolicy('lit-html', { createHTML: (html: string) => html });
    addEventListener('securitypolicyviolation', (event) =>
      violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sample}`),
    );
  });
  await page.route(
    (url) => url.pathname.startsWith('/checkout/'),
    async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), 'content-security-policy': STRICTEST };
      await route.fulfill({ response, headers });
    },
  );
  await page.goto(`${shop.url}/?challenge=popup&lang=hi&shopper=known`);
  const form = page.locator('eximpe-card-form');
  await expect(form.locator('[part=consent]')).toBeVisible();
  const card = { number: VISA_DEBIT.number, expiry: VISA_DEBIT.expiry, cvc: VISA_DEBIT.cvc, name: VISA_DEBIT.name };
  for (const [field, typed] of Object.entries(card)) await form.locator(`[data-field=${field}]`).fill(typed);
  const popup = page.waitForEvent('popup');
  await form.locator('[data-field=pay]').click();
  await bankIn(await popup).confirm();
  await expect(page.getByRole('link', { name: 'View your receipt' })).toBeVisible();
  const violations = (): Promise<string[]> =>
    page.evaluate(() => (window as unknown as { violations: string[] }).violations);
  expect(await violations()).toEqual([]);
  // The policy was active: it blocks what it forbids.
  await page.evaluate(() =>
    document.body.append(Object.assign(document.createElement('img'), { src: 'https://x.invalid/' })),
  );
  await expect.poll(violations).toHaveLength(1);
});
