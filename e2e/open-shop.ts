// Opens a demo shop in front of a simulator, or of any gateway that speaks EximPe's API.
import { startDemo, type Demo, type DemoOptions } from '@eximpe/demo';
import { SIMULATOR_CREDENTIALS, startSimulator, type Simulator } from '@eximpe/simulator';

/** Where the form is: an element in the shop's page, in the card server's frame there, or in the card server's own page. */
export type Place = 'element' | 'frame' | 'page';

export interface Shop {
  readonly url: string;
  readonly place: Place;
  readonly simulator: Simulator;
  /** Every line the shop's server logged. */
  readonly logLines: readonly string[];
}

export type Csp = 'demo' | 'strict';

export interface ShopOptions extends Pick<DemoOptions, 'serviceWorker'> {
  readonly csp?: Csp;
  readonly clientId?: string;
}

/** A demo shop in front of any gateway that speaks EximPe's API. */
export async function openDemo(
  gatewayUrl: string,
  logLines: string[],
  { csp = 'demo', clientId = SIMULATOR_CREDENTIALS.clientId, ...options }: ShopOptions = {},
): Promise<Demo> {
  const write = (details: unknown, message?: string): void =>
    void logLines.push(`${message ?? ''} ${JSON.stringify(details)}`);
  return startDemo(
    {
      port: 0,
      host: '127.0.0.1',
      publicUrl: 'http://localhost',
      ...SIMULATOR_CREDENTIALS,
      clientId,
      merchantId: undefined,
      gatewayUrl,
      database: ':memory:',
      secret: 'a-secret-that-only-the-journeys-use-0001',
      simulated: true,
      oneHost: false,
      proxies: 0,
      cardServer: undefined,
      csp,
    },
    // All journeys pay from one address, with a few cards.
    { log: { info: write, warn: write, error: write }, limits: false, ...options },
  );
}

export async function openShop(csp: Csp, options: ShopOptions = {}): Promise<{ shop: Shop; close(): Promise<void> }> {
  const simulator = await startSimulator({ port: 0 });
  const logLines: string[] = [];
  const demo = await openDemo(simulator.url, logLines, { ...options, csp });
  simulator.webhookUrl = `${demo.url}/eximpe/webhook`;
  return {
    shop: { url: demo.url, place: 'element', simulator, logLines },
    close: async () => {
      await demo.close();
      await simulator.close();
    },
  };
}
