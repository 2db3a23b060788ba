// The public demonstration: shop, simulator and bank on one host, for many visitors at once.
import { startDemo } from '@eximpe/demo';
import { SIMULATOR_CREDENTIALS, startSimulator } from '@eximpe/simulator';
import { expect, test as base } from '@playwright/test';
import { VISA_DEBIT } from '../cards.ts';
import { freePort } from '../free-port.ts';
import { BankPage } from '../pages/bank-page.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';

const test = base.extend<{ readonly demo: string }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
  demo: async ({}, use) => {
    const port = await freePort();
    const publicUrl = `http://localhost:${port}`;
    const bank = `${publicUrl}/bank`;
    const simulator = await startSimulator({
      publicUrl: bank,
      aggregatorUrl: bank,
      bankUrl: bank,
      webhookUrl: `${publicUrl}/eximpe/webhook`,
      controlToken: 'only-the-host-knows-it',
    });
    const quiet = (): void => undefined;
    const demo = await startDemo(
      {
        port,
        host: '127.0.0.1',
        publicUrl,
        ...SIMULATOR_CREDENTIALS,
        merchantId: undefined,
        gatewayUrl: `http://localhost:${simulator.port}`,
        database: ':memory:',
        secret: 'a-secret-that-only-the-journeys-use-0004',
        simulated: true,
        oneHost: true,
        proxies: 1,
        cardServer: undefined,
        csp: 'demo',
      },
      { log: { info: quiet, warn: quiet, error: quiet } },
    );
    await use(demo.url);
    await demo.close();
    await simulator.close();
  },
});

test('a visitor pays in a window, a frame and the same tab, and never leaves the host', async ({ page, demo }) => {
  const hosts = new Set<string>();
  page.context().on('request', (request) => hosts.add(new URL(request.url()).host));
  const checkout = new CheckoutPage(page);
  for (const challenge of ['popup', 'iframe', 'redirect'] as const) {
    await page.goto(`${demo}/?style=harbor&challenge=${challenge}`);
    await expect(page.getByText('Demonstration.', { exact: true })).toBeVisible();
    await expect(page.getByText('≈ US$ 12.00')).toBeVisible();
    await expect(checkout.payButton).toBeVisible();
    if (challenge === 'popup') await new BankPage(await checkout.payInPopup(VISA_DEBIT)).confirm();
    else {
      await checkout.pay(VISA_DEBIT);
      await new BankPage(challenge === 'iframe' ? page.frameLocator('iframe') : page).confirm();
    }
    await checkout.expectPaid();
  }
  await checkout.expectReceipt('0003');
  expect([...hosts]).toEqual([new URL(demo).host]);
});

test('the simulator’s API is not public, and each visitor has an order of their own', async ({ request, demo }) => {
  for (const path of ['/bank/', '/bank/__simulator/state', '/bank/pg/orders/', '/bank/pg/payments/'])
    expect((await request.get(demo + path)).status(), path).toBe(404);
  // An invalid address must not cause a server error.
  expect((await request.get(`${demo}//?style=night`)).status()).toBeLessThan(500);
  const answers = await Promise.all([request.get(demo), request.get(demo)]);
  expect(new Set(answers.map((answer) => answer.url())).size).toBe(2);
});

test('the limit of pages a minute applies to each address separately', async ({ request, demo }) => {
  const ask = async (address: string): Promise<number> =>
    (await request.get(`${demo}/nothing`, { headers: { 'x-forwarded-for': address } })).status();
  // All at once, since a slow machine could need more than a minute for one after the other.
  const answers = await Promise.all(Array.from({ length: 260 }, () => ask('198.51.100.7')));
  expect(new Set(answers)).toEqual(new Set([404, 429]));
  expect(await ask('198.51.100.8')).toBe(404);
});

test('the test cards are shown from the start on a wide screen, and hidden at first on a narrow one', async ({
  page,
  demo,
}) => {
  const cards = page.getByRole('heading', { name: 'Test cards' });
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(demo);
  await expect(cards).toBeInViewport();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(demo);
  await expect(page.getByText('Behind the counter')).toBeVisible();
  await expect(cards).toBeHidden();
});
