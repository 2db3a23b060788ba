// What every journey starts with: a simulator, a demo shop in front of it, and page objects that speak as a shopper sees.
import { startDemo, type Demo } from '@eximpe/demo';
import { SIMULATOR_CREDENTIALS, startSimulator, type Simulator } from '@eximpe/simulator';
import { test as base, type FrameLocator, type Page } from '@playwright/test';
import { BankPage } from './pages/bank-page.ts';
import { CheckoutPage } from './pages/checkout-page.ts';

export interface Shop {
  readonly url: string;
  readonly simulator: Simulator;
  /** Every line the shop's server logged. */
  readonly logLines: readonly string[];
}

type Csp = 'demo' | 'strict';

/** A demo shop in front of any gateway that speaks EximPe's API. */
export async function openDemo(gatewayUrl: string, logLines: string[], csp: Csp = 'demo'): Promise<Demo> {
  const write = (details: unknown, message?: string): void =>
    void logLines.push(`${message ?? ''} ${JSON.stringify(details)}`);
  return startDemo(
    {
      port: 0,
      host: '127.0.0.1',
      publicUrl: 'http://localhost',
      ...SIMULATOR_CREDENTIALS,
      merchantId: undefined,
      gatewayUrl,
      secret: 'a-secret-that-only-the-journeys-use-0001',
      simulated: true,
      csp,
    },
    // All journeys pay from one address, with a handful of cards.
    { log: { info: write, warn: write, error: write }, limits: false },
  );
}

async function openShop(csp: Csp): Promise<{ shop: Shop; close(): Promise<void> }> {
  const simulator = await startSimulator({ port: 0 });
  const logLines: string[] = [];
  const demo = await openDemo(simulator.url, logLines, csp);
  simulator.webhookUrl = `${demo.url}/eximpe/webhook`;
  return {
    shop: { url: demo.url, simulator, logLines },
    close: async () => {
      await demo.close();
      await simulator.close();
    },
  };
}

interface Fixtures {
  readonly checkout: CheckoutPage;
  /** The bank's page, wherever it is shown. */
  readonly bankIn: (where: Page | FrameLocator) => BankPage;
}

interface WorkerFixtures {
  readonly csp: Csp;
  readonly shop: Shop;
}

export const test = base.extend<Fixtures, WorkerFixtures>({
  csp: ['demo', { option: true, scope: 'worker' }],
  shop: [
    async ({ csp }, use) => {
      const opened = await openShop(csp);
      await use(opened.shop);
      await opened.close();
    },
    { scope: 'worker' },
  ],
  checkout: async ({ page, shop }, use) => {
    await use(new CheckoutPage(page, shop));
  },
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
  bankIn: async ({}, use) => {
    await use((where) => new BankPage(where));
  },
});

export { expect } from '@playwright/test';
