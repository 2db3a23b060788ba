// Those of the ten mistakes that end in the browser's console; the others: packages/server-kit/test/newcomers-mistakes.test.ts.
import { readFileSync } from 'node:fs';
import { expect, test } from '../shop.ts';

const PAGE = readFileSync(new URL('../../docs/site/pages/troubleshooting.md', import.meta.url), 'utf8');
const [, MISSING = ''] = /“(checkout is missing\.[^”]*)”/.exec(PAGE) ?? [];

const ROWS = [
  {
    mistake: 'a policy that lets the script not run',
    policy: "script-src 'none'",
    says: 'script-src',
    shown: 'Pay another way',
  },
  {
    mistake: 'a forgotten attribute',
    policy: "script-src 'self'",
    says: MISSING,
    shown: 'This shop has a technical problem. Please tell the shop.',
  },
] as const;

for (const { mistake, policy, says, shown } of ROWS)
  test(`${mistake}: the console says it, and the shopper is not left with nothing`, async ({ page, shop }) => {
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
    expect(says).not.toBe('');
    await expect.poll(() => lines.join('\n')).toContain(says);
    await expect(page.getByText(shown, { exact: true })).toBeVisible();
  });
