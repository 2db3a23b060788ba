// Shared by the tests: the card server's environment for a simulator and a shop, the server as a process, and a shopper's requests.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { SIMULATOR_CREDENTIALS, TEST_CARDS, type Simulator } from '@eximpe/simulator';
import { HOOKS_SECRET } from './test-shop.ts';

export const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface Around {
  readonly simulator: Pick<Simulator, 'url'>;
  readonly shop: { readonly url: string };
  readonly storeUrl: string;
  readonly port: number;
}

export const environmentFor = ({ simulator, shop, storeUrl, port }: Around): Record<string, string> => ({
  EXIMPE_ENVIRONMENT: 'sandbox',
  EXIMPE_CLIENT_ID: SIMULATOR_CREDENTIALS.clientId,
  EXIMPE_CLIENT_SECRET: SIMULATOR_CREDENTIALS.clientSecret,
  EXIMPE_ENCRYPTION_KEY: SIMULATOR_CREDENTIALS.encryptionKey,
  EXIMPE_BASE_URL: simulator.url,
  EXIMPE_KIT_SECRET: 'a-secret-that-only-these-tests-use-02',
  PUBLIC_URL: `http://localhost:${port}`,
  SHOP_NAME: 'Neel & Daughters',
  SHOP_HOOKS_URL: shop.url,
  SHOP_HOOKS_SECRET: HOOKS_SECRET,
  STORE_URL: storeUrl,
  PORT: String(port),
  UNSAFE_ALLOW_HTTP: 'true',
});

export interface ServerProcess {
  readonly url: string;
  /** Its output so far. */
  output(): string;
  signal(name: NodeJS.Signals): void;
  kill(): Promise<void>;
  /** Asks it to exit; resolves with its exit code. */
  terminate(): Promise<number | null>;
}

/** The deployed card server: a process that only gets its environment. Rejects with its output if it does not start. */
export async function startProcess(
  env: Readonly<Record<string, string>>,
  nodeOptions: readonly string[] = [],
  program = MAIN,
): Promise<ServerProcess> {
  const child = spawn(process.execPath, [...nodeOptions, program], { env: { PATH: process.env['PATH'], ...env } });
  let output = '';
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  await new Promise<void>((resolve, reject) => {
    void ended.then((code) => reject(new Error(`it ended with ${code}: ${output}`)));
    createInterface(child.stdout).on('line', (line) => {
      output += `${line}\n`;
      if (line.includes('the card server listens')) resolve();
    });
  });
  return {
    url: env['PUBLIC_URL'] ?? '',
    output: () => output,
    signal: (name) => void child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
    async terminate() {
      child.kill('SIGTERM');
      return ended;
    },
  };
}

export const cardFor = (scenario: string): string =>
  TEST_CARDS.find((card) => card.scenario === scenario)?.number ?? `no card for ${scenario}`;

/** One attempt to pay, as sent by the form. A `frictionless` card is captured without the bank's page. */
export const pay = (url: string, checkout: string, number = cardFor('frictionless')): Promise<Response> =>
  fetch(`${url}/eximpe/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID(), origin: url },
    body: JSON.stringify({
      checkout,
      // Not to depend on the BIN lookup, for which a process that has just started may be too slow.
      mop: 'debit_card',
      card: {
        kind: 'new',
        number,
        expiryMonth: '05',
        expiryYear: '2030',
        cvc: '123',
        holderName: 'Asha Menon',
        network: 'visa',
      },
    }),
  });

export const newReference = (): string => `order-${randomUUID()}`;
