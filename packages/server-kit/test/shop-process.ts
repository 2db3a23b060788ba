// A shop as a separate process, so that a test can kill it.
import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { SIMULATOR_CREDENTIALS, type Simulator } from '@eximpe/simulator';
import { cardRequest, CHECKOUT, SECRET, VISA_DEBIT, type Paid } from './shop.ts';

export interface ShopProcess {
  readonly url: string;
  /** What its hooks received: the attempt and its outcome. */
  readonly told: string[];
  readonly kill: () => Promise<void>;
  /** Asks it to exit; resolves with its exit code. */
  readonly terminate: () => Promise<number | null>;
}

export interface Place {
  /** As read by `store-of-process.mjs`. */
  readonly store: object;
  readonly simulator: Simulator;
  /** Address of another build of the kit. */
  readonly kit?: string;
  /** Makes its hooks refuse everything. */
  readonly refuses?: boolean;
}

export async function startShop({ store, simulator, kit, refuses = false }: Place): Promise<ShopProcess> {
  const child: ChildProcess = spawn(process.execPath, [fileURLToPath(new URL('./shop-process.mjs', import.meta.url))], {
    env: {
      ...process.env,
      SECRET,
      STORE: JSON.stringify(store),
      GATEWAY_URL: simulator.url,
      PUBLIC_URL: 'http://localhost:1',
      CREDENTIALS: JSON.stringify(SIMULATOR_CREDENTIALS),
      CHECKOUT: JSON.stringify(CHECKOUT),
      ...(kit === undefined ? {} : { KIT: kit }),
      ...(refuses ? { REFUSES: '1' } : {}),
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const told: string[] = [];
  const port = await new Promise<string>((resolve, reject) => {
    child.once('exit', (code) => reject(new Error(`the shop ended with ${code}`)));
    let text = '';
    child.stdout?.on('data', (chunk: Buffer) => {
      text += chunk.toString();
      const lines = text.split('\n');
      text = lines.pop() ?? '';
      for (const line of lines) {
        if (line.startsWith('port ')) resolve(line.slice(5));
        if (line.startsWith('told ')) told.push(line.slice(5));
      }
    });
  });
  return {
    url: `http://localhost:${port}/eximpe`,
    told,
    kill: () =>
      new Promise((resolve) => {
        if (child.exitCode !== null || child.signalCode !== null) return resolve();
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
    terminate: () =>
      new Promise((resolve) => {
        child.once('exit', resolve);
        child.kill('SIGTERM');
      }),
  };
}

/** A request that a test awaits later. If the test fails before that, its processes are killed: no further error. */
export function underWay<Value>(request: Promise<Value>): Promise<Value> {
  request.catch(() => undefined);
  return request;
}

export const payAt = (shop: ShopProcess, checkout: string, attempt: string = randomUUID()): Promise<Response> =>
  fetch(`${shop.url}/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': attempt },
    body: JSON.stringify(cardRequest(VISA_DEBIT, checkout, { mop: 'debit_card' })),
  });

export const askAt = async (shop: ShopProcess, path: string): Promise<Paid> =>
  (await fetch(shop.url + path)).json() as Promise<Paid>;
