// What the rows of the suite stand on: one host, a simulator of EximPe behind it, and a shopper's usual requests.
import { randomUUID } from 'node:crypto';
import { SAMPLE_CHECKOUT, SIMULATOR_CREDENTIALS, startSimulator, TEST_CARDS, type Simulator } from '@eximpe/simulator';
import { send, type Incoming, type Outgoing } from './client.ts';
import type { Host, OpenHost } from './host.ts';
import type { Seen, Setup } from './shop.ts';

export interface Stage extends OpenHost {
  readonly simulator: Simulator;
  send(path: string, outgoing?: Outgoing): Promise<Incoming>;
  post(path: string, body: unknown, headers?: Readonly<Record<string, string>>): Promise<Incoming>;
  /** One attempt to pay a checkout. */
  pay(reference: string, headers?: Readonly<Record<string, string>>): Promise<Payment>;
}

export interface Payment {
  readonly status: number;
  readonly attempt: string;
  readonly handle: string;
  readonly orderId: string;
  /** Below the mount. */
  readonly launch: string;
  readonly code: unknown;
}

export const VISA_DEBIT = '4895380110000003';

export const cardRequest = (checkout: string, number = VISA_DEBIT) => ({
  checkout,
  card: {
    kind: 'new',
    number,
    expiryMonth: '05',
    expiryYear: '2030',
    cvc: '123',
    holderName: 'Asha Menon',
    network: 'visa',
  },
});

export const JSON_TYPE = { 'content-type': 'application/json' };

export const cardFor = (scenario: string): string =>
  TEST_CARDS.find((card) => card.scenario === scenario)?.number ?? `no card for ${scenario}`;

export const newAttempt = (): string => randomUUID();

/** A checkout that no other row pays. */
export const newOrder = (): string => `ORDER-${randomUUID().slice(0, 8)}`;

export async function openStage(host: Host, more: Partial<Setup> = {}): Promise<Stage> {
  const simulator = await startSimulator();
  const { clientId, clientSecret, encryptionKey } = SIMULATOR_CREDENTIALS;
  const opened = await host.open({
    gatewayUrl: simulator.url,
    credentials: { clientId, clientSecret, encryptionKey },
    checkout: SAMPLE_CHECKOUT,
    ...more,
  });
  simulator.webhookUrl = `${opened.url}/eximpe/webhook`;

  const stage: Stage = {
    url: opened.url,
    simulator,
    seen: () => opened.seen(),
    send: (path, outgoing) => send(opened.url, path, outgoing),
    post: (path, body, headers) =>
      send(opened.url, path, { method: 'POST', headers: { ...JSON_TYPE, ...headers }, body: JSON.stringify(body) }),
    async pay(reference, headers) {
      const attempt = newAttempt();
      const body = cardRequest(reference);
      const { status, json } = await stage.post('/payments', body, { 'idempotency-key': attempt, ...headers });
      return {
        status,
        attempt,
        handle: String(json['handle']),
        orderId: String(json['orderId']),
        launch: String(json['launchUrl']).replace(/^\/eximpe/, ''),
        code: json['code'],
      };
    },
    async close() {
      await opened.close();
      await simulator.close();
    },
  };
  return stage;
}

/** What EximPe was told of the shopper of an order. */
export function toldOf(stage: Stage, reference: string): { readonly ip_address?: string } {
  const orders = stage.simulator.control
    .requests()
    .filter(({ path, method }) => method === 'POST' && path === '/pg/orders/');
  const bodies = orders.map(({ body }) => body as { invoice?: { number?: string }; buyer?: { ip_address?: string } });
  return bodies.find(({ invoice }) => invoice?.number === `INV-${reference}`)?.buyer ?? {};
}

export const said = ({ logLines }: Seen): string => logLines.join('\n');
