// The deployed card server: it starts with valid settings or reports every mistake, takes payments with each store, and shuts down cleanly.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startSimulator, type Simulator } from '@eximpe/simulator';
import { afterAll, beforeAll, describe, expect, onTestFinished, test, vi } from 'vitest';
import { startPostgres } from '../../server-kit/test/postgres-server.ts';
import { freePort, startRedis } from '../../server-kit/test/redis-server.ts';
import { cardFor, environmentFor, newReference, pay, startProcess, type ServerProcess } from './stage.ts';
import { openTestShop, usually, type TestShop } from './test-shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'eximpe-card-server-process-'));
let simulator: Simulator;
let shop: TestShop;
beforeAll(async () => {
  simulator = await startSimulator();
  shop = await openTestShop();
});
afterAll(async () => {
  await shop.close();
  await simulator.close();
  rmSync(folder, { recursive: true });
});

const envAt = async (storeUrl: string): Promise<Record<string, string>> =>
  environmentFor({ simulator, shop, storeUrl, port: await freePort() });

/** The process ends with its test, whether that passes or not. */
async function start(env: Readonly<Record<string, string>>): Promise<ServerProcess> {
  const server = await startProcess(env);
  onTestFinished(() => server.kill());
  return server;
}

const STORES: Readonly<Record<string, () => Promise<{ url: string; stop(): Promise<void> }>>> = {
  sqlite: async () => ({ url: `sqlite:${join(folder, 'payments.sqlite')}`, stop: async () => undefined }),
  postgres: () => startPostgres(),
  redis: async () => {
    const server = await startRedis('--maxmemory-policy', 'noeviction');
    return { url: `redis://localhost:${server.port}`, stop: () => server.stop() };
  },
};

test.each(Object.keys(STORES))('takes payments with %s, reports ready, and exits with 0', async (kind) => {
  const store = await STORES[kind]?.();
  onTestFinished(async () => store?.stop());
  const server = await start(await envAt(store?.url ?? ''));
  simulator.webhookUrl = `${server.url}/eximpe/webhook`;
  await vi.waitFor(
    async () => expect((await fetch(`${server.url}/healthz`)).status, server.output()).toBe(200),
    15_000,
  );
  const reference = newReference();
  expect(await pay(server.url, reference)).toMatchObject({ status: 201 });
  const told = (): readonly string[] => shop.heard('payment.paid').map(({ payment }) => payment.checkout);
  await vi.waitFor(() => expect(told()).toContain(reference), 15_000);
  expect(await server.terminate()).toBe(0);
  // Its output, hooks and store contain no card.
  const kept = kind === 'sqlite' ? readFileSync(join(folder, 'payments.sqlite'), 'latin1') : '';
  const said = [server.output(), kept, ...shop.asked.map(({ body }) => body)].join('\n');
  expect(said).toContain(reference);
  expect(said).not.toContain(cardFor('frictionless').slice(0, 12));
});

test('a logo can have any address, whose host the page may load from', async () => {
  const logo = 'http://cdn.example:8443/लोगो.svg?v=2';
  const server = await start({ ...(await envAt(`sqlite:${join(folder, 'logo.sqlite')}`)), PAGE_LOGO_URL: logo });
  const page = await fetch(`${server.url}/pay/${newReference()}`);
  expect(page.headers.get('content-security-policy')).toContain("img-src 'self' http://cdn.example:8443;");
  expect(await page.text()).toContain(`<img src="${logo}"`);
  expect((await fetch(`${server.url}/healthz`)).status, server.output()).toBe(200);
});

test('on a signal to exit, a payment in progress is answered and delivered first', async () => {
  const server = await start(await envAt(`sqlite:${join(folder, 'going.sqlite')}`));
  simulator.webhookUrl = `${server.url}/eximpe/webhook`;
  const reference = newReference();
  let asked: (() => void) | undefined;
  const isAsked = new Promise<void>((resolve) => (asked = resolve));
  shop.answer = (hook) => {
    asked?.();
    return usually(hook);
  };
  const paid = pay(server.url, reference);
  await isAsked;
  const ended = server.terminate();
  expect(await paid).toMatchObject({ status: 201 });
  expect(await ended).toBe(0);
});

test('it survives an unreachable store, and reports that it is not ready', async () => {
  const [redisPort, postgresPort] = [await freePort(), await freePort()];
  const withRedis = await start(await envAt(`redis://localhost:${redisPort}`));
  expect(await fetch(`${withRedis.url}/healthz`)).toMatchObject({ status: 503 });
  const withPostgres = await start(await envAt(`postgres://cards:not-to-be-said@localhost:${postgresPort}/cards`));
  expect(await fetch(`${withPostgres.url}/healthz`)).toMatchObject({ status: 503 });
  await vi.waitFor(
    () => expect(withPostgres.output()).toMatch(`connect ECONNREFUSED 127.0.0.1:${postgresPort}`),
    15_000,
  );
  expect(withPostgres.output()).not.toContain('not-to-be-said');
});

test('unknown paths reveal nothing, and can’t be framed or run scripts', async () => {
  const server = await start(await envAt(`sqlite:${join(folder, 'paths.sqlite')}`));
  for (const path of ['/', '/.env', '/healthz/x', '/eximpe/../package.json']) {
    const response = await fetch(server.url + path);
    expect(response.status, path).toBe(404);
    expect(response.headers.get('content-security-policy') ?? '', path).not.toMatch(/unsafe/);
  }
});

describe('does not start', () => {
  const startWith = async (
    more: Readonly<Record<string, string>>,
    nodeOptions: readonly string[] = [],
  ): Promise<string> => {
    const env = { ...(await envAt(`sqlite:${join(folder, 'never.sqlite')}`)), ...more };
    const error: unknown = await startProcess(env, nodeOptions).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(Error);
    return (error as Error).message;
  };
  const production = { EXIMPE_ENVIRONMENT: 'production' };

  test('in production, if something can inspect it', async () => {
    const preload = join(folder, 'preload.cjs');
    writeFileSync(preload, '');
    expect(await startWith(production, ['--inspect=0'])).toMatch(/--inspect opens the process to a debugger/);
    expect(await startWith({ NODE_ENV: 'production' }, ['--require', preload])).toMatch(/--require runs code before/);
    expect(await startWith({ ...production, NODE_OPTIONS: `--import=${preload}` })).toMatch(
      /NODE_OPTIONS: --import runs code/,
    );
  });

  test('with mistakes, and names all of them at once without secrets', async () => {
    const message = await startWith({
      PUBLIC_URL: 'shop',
      SHOP_HOOKS_SECRET: 'tooshort1',
      STORE_URL: 'mysql://x',
      EXIMPE_CLIENT_ID: '',
    });
    for (const name of ['PUBLIC_URL', 'SHOP_HOOKS_SECRET', 'STORE_URL', 'EXIMPE_CLIENT_ID'])
      expect(message).toContain(`- ${name}: `);
    expect(message).not.toContain('tooshort1');
  });

  test('if its port is taken', async () => {
    const other = await openTestShop();
    expect(await startWith({ PORT: new URL(other.url).port })).toMatch(/EADDRINUSE/);
    await other.close();
  });
});

test('a debugger can’t be started by signal', async () => {
  const server = await start(await envAt(`sqlite:${join(folder, 'signal.sqlite')}`));
  server.signal('SIGUSR1');
  expect(await fetch(`${server.url}/healthz`)).toMatchObject({ status: 200 });
  expect(await server.terminate()).toBe(0);
  expect(server.output()).not.toMatch(/debugger/i);
});
