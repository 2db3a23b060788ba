// A payment in the example shop of each server framework.
import { startSimulator, type Simulator } from '@eximpe/simulator';
import { SERVERS } from '../../scripts/lib/starter.mjs';
import { VISA_DEBIT } from '../cards.ts';
import { startExample, type ExampleServer } from '../example-server.ts';
import { CheckoutPage } from '../pages/checkout-page.ts';
import { expect, test as base } from '../shop.ts';

interface Fixtures {
  readonly framework: string;
  readonly simulator: Simulator;
  readonly server: ExampleServer;
}

const test = base.extend<Fixtures>({
  framework: ['', { option: true }],
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
  simulator: async ({}, use) => {
    const simulator = await startSimulator();
    await use(simulator);
    await simulator.close();
  },
  server: [
    async ({ framework, simulator }, use) => {
      const server = await startExample(framework, simulator.url);
      simulator.webhookUrl = `${server.url}/eximpe/webhook`;
      await use(server);
      await server.close();
    },
    // Includes a production build, which no shopper waits for.
    { timeout: 300_000 },
  ],
});

for (const framework of SERVERS) {
  test.describe(framework, () => {
    test.use({ framework });

    test('the example takes a payment, and its shop knows', async ({ page, bankIn, server, simulator }) => {
      // The shop answers any request and keeps running.
      expect((await page.request.get(`${server.url}//`)).status()).toBeLessThan(500);
      await page.request.get(`${server.url}/checkout/%`);
      await page.goto(server.url);
      await page.getByRole('button', { name: 'Buy' }).click();
      const checkout = new CheckoutPage(page);
      const popup = await checkout.payInPopup(VISA_DEBIT);
      await bankIn(popup).confirm();
      await expect(page.getByRole('heading', { name: 'Payment complete' })).toBeVisible();
      // The form may know slightly before the shop is told.
      await expect.poll(async () => (await page.request.get(page.url())).text()).toContain('Paid. Thank you!');
      await expect.poll(() => simulator.control.webhooks().map(({ attempts }) => attempts[0]?.status)).toEqual([200]);
    });
  });
}
