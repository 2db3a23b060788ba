// Those of the ten mistakes that show in the browser's console; the others: packages/server-kit/test/newcomers-mistakes.test.ts.
import { readFileSync } from 'node:fs';
import { VISA_DEBIT } from '../cards.ts';
import { expect, test } from '../shop.ts';

const PAGE = readFileSync(new URL('../../docs/site/pages/troubleshooting.md', import.meta.url), 'utf8');
const quoted = (begin: RegExp): string => new RegExp(`“(${begin.source}[^”]*)”`).exec(PAGE)?.[1] ?? 'not on the page';

const ROWS = [
  {
    mistake: 'a policy that blocks the script',
    policy: "script-src 'none'",
    says: 'script-src',
    shown: 'Pay another way',
  },
  {
    mistake: 'a forgotten attribute',
    policy: "script-src 'self'",
    says: quoted(/checkout is missing\./),
    shown: 'This shop has a technical problem. Please tell the shop.',
  },
] as const;

for (const { mistake, policy, says, shown } of ROWS)
  test(`${mistake} is reported in the console, and the shopper still sees a message`, async ({ page, shop }) => {
    const lines: string[] = [];
    page.on('console', (message) => lines.push(message.text()));
    await page.route(`${shop.url}/mistake`, (route) =>
      route.fulfill({
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': policy },
        body: `<!doctype html><title>Checkout</title><script type="module" src="/eximpe/card-form.js"></script>
          <eximpe-card-form endpoint="/eximpe">Pay another way</eximpe-card-form>`,
      }),
    );
    await page.goto(`${shop.url}/mistake`);
    await expect.poll(() => lines.join('\n')).toContain(says);
    await expect(page.getByText(shown, { exact: true })).toBeVisible();
  });

test('a CSRF check in front of the kit is reported in the console at Pay, and nobody is charged', async ({
  page,
  checkout,
}) => {
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  await checkout.open();
  // Frameworks answer a POST without their token like this; a GET passes.
  await page.route('**/eximpe/**', (route) =>
    route.request().method() === 'POST'
      ? route.fulfill({ status: 403, contentType: 'text/plain; charset=utf-8', body: 'Forbidden' })
      : route.fallback(),
  );
  await checkout.pay(VISA_DEBIT);
  await expect.poll(() => lines.join('\n')).toContain(quoted(/but not by the server-kit/));
  // At first the connection seems lost; the kit then answers a GET that it never received the card.
  await expect(checkout.form).toContainText('The payment service is not responding. Try again soon.');
  expect(checkout.orders()).toEqual([]);
});
