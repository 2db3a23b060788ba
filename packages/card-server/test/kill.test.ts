// `paid` is delivered at least once, whichever side is killed and whenever: the card server or the shop, before or during the delivery.
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startSimulator, type Simulator } from '@eximpe/simulator';
import { afterAll, expect, test, vi } from 'vitest';
import { freePort } from '../../server-kit/test/redis-server.ts';
import { environmentFor, newReference, pay, startProcess } from './stage.ts';
import { openTestShop, usually } from './test-shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'eximpe-card-server-kill-'));
const simulators: Simulator[] = [];
const open = async (): Promise<Simulator> => {
  const simulator = await startSimulator();
  simulators.push(simulator);
  return simulator;
};
afterAll(async () => {
  await Promise.all(simulators.map((simulator) => simulator.close()));
  rmSync(folder, { recursive: true });
});

interface ShopProcess {
  readonly url: string;
  /** One line for each delivery that it received. */
  readonly heard: string[];
  kill(): Promise<void>;
}

/** @param answers false: it receives a delivery, but never answers */
async function startShop(port: number, answers: boolean): Promise<ShopProcess> {
  const program = fileURLToPath(new URL('./shop-process.mjs', import.meta.url));
  const env = { ...process.env, PORT: String(port), ANSWERS: String(answers) };
  const child = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const heard: string[] = [];
  await new Promise<void>((resolve) => {
    createInterface(child.stdout).on('line', (line) => (line === 'open' ? resolve() : heard.push(line)));
  });
  return {
    url: `http://localhost:${port}/hooks`,
    heard,
    kill: () =>
      new Promise((resolve) => {
        child.once('exit', () => resolve());
        child.kill('SIGKILL');
      }),
  };
}

/** A process that is killed during a delivery still holds its claim for a minute. */
const LONGEST_MS = 100_000;

test.concurrent(
  'a shop that is killed during the delivery gets it once it is back',
  async () => {
    const [port, shopPort, simulator] = [await freePort(), await freePort(), await open()];
    let shop = await startShop(shopPort, false);
    const env = {
      ...environmentFor({ simulator, shop, storeUrl: `sqlite:${join(folder, 'shop.sqlite')}`, port }),
      SHOP_DELIVERY_TIMEOUT_MS: '2000',
    };
    const server = await startProcess(env);
    simulator.webhookUrl = `${server.url}/eximpe/webhook`;
    const reference = newReference();
    await pay(server.url, reference);
    // Its silence may already have been answered with another delivery.
    await vi.waitFor(() => expect(new Set(shop.heard)).toEqual(new Set([`payment.paid ${reference}`])), 15_000);
    await shop.kill();
    shop = await startShop(shopPort, true);
    await vi.waitFor(() => expect(shop.heard).toContain(`payment.paid ${reference}`), {
      timeout: LONGEST_MS,
      interval: 100,
    });
    await shop.kill();
    expect(await server.terminate()).toBe(0);
  },
  LONGEST_MS,
);

test.concurrent(
  'if the card server is killed during the delivery, the next one delivers it',
  async () => {
    const [port, simulator] = [await freePort(), await open()];
    const shop = await openTestShop();
    const env = environmentFor({ simulator, shop, storeUrl: `sqlite:${join(folder, 'server.sqlite')}`, port });
    shop.answer = (hook) => (hook.type === 'payment.paid' ? 'hang' : usually(hook));
    const server = await startProcess(env);
    simulator.webhookUrl = `${server.url}/eximpe/webhook`;
    const reference = newReference();
    await pay(server.url, reference);
    await vi.waitFor(() => expect(shop.heard('payment.paid')).toHaveLength(1), 15_000);
    await server.kill();
    shop.answer = usually;
    const next = await startProcess(env);
    await vi.waitFor(() => expect(shop.heard('payment.paid')).toHaveLength(2), { timeout: LONGEST_MS, interval: 100 });
    expect(new Set(shop.heard('payment.paid').map(({ id, payment }) => `${id} ${payment.checkout}`))).toEqual(
      new Set([`${shop.heard('payment.paid')[0]?.id} ${reference}`]),
    );
    expect(await next.terminate()).toBe(0);
    await shop.close();
  },
  LONGEST_MS,
);

test.concurrent(
  'if the card server is killed between charge and webhook, the next one finds the outcome and delivers it',
  async () => {
    const [port, simulator] = [await freePort(), await open()];
    const shop = await openTestShop();
    const env = environmentFor({ simulator, shop, storeUrl: `sqlite:${join(folder, 'between.sqlite')}`, port });
    const server = await startProcess(env);
    const reference = newReference();
    await pay(server.url, reference);
    // It was not told: the simulator had no address for webhooks.
    await server.kill();
    const next = await startProcess(env);
    await vi.waitFor(() => expect(shop.heard('payment.paid')).toMatchObject([{ payment: { checkout: reference } }]), {
      timeout: LONGEST_MS,
      interval: 100,
    });
    expect(await next.terminate()).toBe(0);
    await shop.close();
  },
  LONGEST_MS,
);
