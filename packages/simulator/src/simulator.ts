// Starts a simulator: one HTTP server that is EximPe's API, an aggregator and a bank.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createApp } from './app.ts';
import type { TestPasskey } from './bank/passkeys.ts';
import { Control, type OrderSummary } from './control/control.ts';
import { httpUrl, settingsOf, type SimulatorOptions } from './options.ts';
import type { ScenarioText } from './scenarios.ts';
import { World, type Sites } from './world.ts';

export interface Simulator {
  readonly port: number;
  /** The API's address, e.g. `http://localhost:4243`. */
  readonly url: string;
  readonly aggregatorUrl: string;
  readonly bankUrl: string;
  readonly seed: string;
  /** Where webhooks go from now on. Setting it throws `SettingError` for anything but an http(s) address. */
  webhookUrl: string | undefined;
  /** What happens from now on to payments whose card and reference have no scenario. Throws `SettingError`. */
  scenario: ScenarioText;
  /** The same for payments with this `reference_id` or `invoice.number`, regardless of their card; without it, for all. */
  setScenario(scenario: ScenarioText, referenceOrInvoice?: string): void;
  /** Newest first. */
  orders(): OrderSummary[];
  /** A passkey that the bank knows, for a virtual authenticator (Chromium's `WebAuthn.addCredential`). */
  readonly passkey: TestPasskey;
  /** Everything the control API can do. */
  readonly control: Control;
  /** Ends every connection and timer. */
  close(): Promise<void>;
}

function listen(server: Server, port: number, host: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve((server.address() as AddressInfo).port);
    });
  });
}

const withoutLastSlash = (url: string): string => url.replace(/\/+$/, '');

/** Throws `SettingError` for invalid options, and the system's own error when the port is in use. */
export async function startSimulator(options: SimulatorOptions = {}): Promise<Simulator> {
  const settings = settingsOf(options);
  const server = createServer();
  const given = { api: options.publicUrl, aggregator: options.aggregatorUrl, bank: options.bankUrl };
  for (const [site, url] of Object.entries(given)) if (url !== undefined) httpUrl(`${site} address`, url);
  const port = await listen(server, options.port ?? 0, options.host ?? '127.0.0.1');
  const sites: Sites = {
    api: withoutLastSlash(given.api ?? `http://localhost:${port}`),
    aggregator: withoutLastSlash(given.aggregator ?? `http://aggregator.localhost:${port}`),
    bank: withoutLastSlash(given.bank ?? `http://bank.localhost:${port}`),
  };
  const world = new World(settings, sites);
  const control = new Control(world);
  server.on('request', createApp(world, control));

  return {
    port,
    url: sites.api,
    aggregatorUrl: sites.aggregator,
    bankUrl: sites.bank,
    seed: settings.seed,
    get webhookUrl() {
      return world.webhookUrl;
    },
    set webhookUrl(url: string | undefined) {
      control.setWebhookUrl(url ?? null);
    },
    get scenario() {
      return world.scenario;
    },
    set scenario(scenario: ScenarioText) {
      control.setScenario(scenario);
    },
    setScenario: (scenario, referenceOrInvoice) => control.setScenario(scenario, referenceOrInvoice),
    orders: () => control.orders(),
    get passkey() {
      return world.passkeys.own;
    },
    control,
    close: () =>
      new Promise((resolve) => {
        world.clock.stop();
        world.webhooks.stop();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
