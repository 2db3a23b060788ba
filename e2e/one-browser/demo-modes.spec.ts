// `npm run demo` without the installation: a shopper uses the switch in the panel to change where the card is typed, and pays there.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test as base, type Page } from '@playwright/test';
import { expectNoViolations } from '../axe.ts';
import { VISA_DEBIT } from '../cards.ts';
import { freePort } from '../free-port.ts';
import { BankPage } from '../pages/bank-page.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';

const DEMO = fileURLToPath(new URL('../../scripts/demo.mjs', import.meta.url));

interface Addresses {
  readonly shop: string;
  readonly cards: string;
  readonly simulator: string;
}

const test = base.extend<object, { readonly demo: Addresses }>({
  demo: [
    // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
    async ({}, use) => {
      const [port, simulatorPort, cardServerPort] = [await freePort(), await freePort(), await freePort()];
      const child = spawn(process.execPath, [DEMO, '--built'], {
        env: {
          PATH: process.env['PATH'],
          DEMO_DATABASE: ':memory:',
          PORT: String(port),
          SIMULATOR_PORT: String(simulatorPort),
          CARD_SERVER_PORT: String(cardServerPort),
        },
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      const ended = new Promise((resolve) => child.once('close', resolve));
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
      await expect.poll(() => output, { timeout: 60_000 }).toContain('The demo shop is open');
      const [shop, simulator, cards] = [port, simulatorPort, cardServerPort].map((each) => `http://localhost:${each}`);
      await use({ shop, cards, simulator } as Addresses);
      child.kill('SIGTERM');
      await ended;
    },
    { scope: 'worker' },
  ],
});

/** Uses the switch in the panel, as a visitor of the demo does. */
async function choose(page: Page, fields: string): Promise<void> {
  const panel = page.getByRole('complementary', { name: 'Behind the counter' });
  if (!(await panel.getByRole('button', { name: 'Apply' }).isVisible()))
    await panel.getByText('Behind the counter').click();
  await panel.getByRole('combobox', { name: 'Card fields' }).selectOption(fields);
  await panel.getByRole('button', { name: 'Apply' }).click();
}

/** The newest webhook went to the process that charged. */
async function expectWebhookAtCardServer({ simulator, cards }: Addresses): Promise<void> {
  const newest = async (): Promise<unknown> =>
    ((await (await fetch(`${simulator}/__simulator/webhooks`)).json()) as unknown[])[0];
  await expect.poll(newest).toMatchObject({ url: `${cards}/eximpe/webhook`, state: 'received' });
}

test('the shopper goes to the card server’s page, pays and comes back, and the shop knows', async ({ page, demo }) => {
  await page.goto(`${demo.shop}/?style=harbor&shopper=known`);
  await expect(page.locator('eximpe-card-form')).toBeVisible();
  await choose(page, 'on the card server’s page');
  const toPay = page.getByRole('link', { name: 'Continue to pay ₹1,000.00' });
  await expect(toPay).toBeVisible();
  await expect(page.locator('eximpe-card-form')).toHaveCount(0);
  await expectNoViolations(page);
  const { pathname } = new URL(page.url());

  await toPay.click();
  await page.waitForURL(`${demo.cards}/pay/**`);
  const checkout = new CheckoutPage(page);
  await expect
    .poll(() => page.locator('header img').evaluate((logo: HTMLImageElement) => logo.naturalWidth))
    .toBeGreaterThan(0);
  // The session names the shopper.
  await expect(page.getByRole('checkbox', { name: /Save this card/ })).toBeVisible();
  await new BankPage(await checkout.payInPopup(VISA_DEBIT)).confirm();
  await page.waitForURL(`${demo.shop}/receipt/**`);
  await expect(page.getByText('ending 0003')).toBeVisible();
  await page.goto(demo.shop + pathname);
  await expect(page.getByText('This order is paid.')).toBeVisible();

  await expectWebhookAtCardServer(demo);
});

test('the shopper pays in the card server’s frame without leaving the shop’s page, and the shop knows', async ({
  page,
  demo,
}) => {
  await page.goto(`${demo.shop}/?style=harbor&shopper=known`);
  await choose(page, 'in a frame from the card server');
  const checkout = new CheckoutPage(page, undefined, 'frame');
  await expect(checkout.payButton).toBeVisible();
  await expectNoViolations(page);
  // The frame gets the shop's colours and texts, and knows the shopper.
  await expect(checkout.payButton).toHaveCSS('background-color', 'rgb(11, 90, 111)');
  await expect(page.getByText('≈ US$ 12.00')).toBeVisible();
  await expect(checkout.within.getByRole('checkbox', { name: /Save this card/ })).toBeVisible();
  for (const challenge of ['popup', 'redirect'] as const) {
    await page.goto(`${demo.shop}/?fields=frame&challenge=${challenge}`);
    if (challenge === 'popup') await new BankPage(await checkout.payInPopup(VISA_DEBIT)).confirm();
    else {
      await checkout.pay(VISA_DEBIT);
      await new BankPage(page).confirm();
      await page.waitForURL(`${demo.shop}/checkout/**`);
    }
    await checkout.expectPaid();
    await checkout.expectReceipt('0003');
    await expectWebhookAtCardServer(demo);
  }
});
