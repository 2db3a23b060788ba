// The example shops refuse requests that are not from the card server, and process each of its hooks once, however often it arrives.
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test, vi } from 'vitest';
import { freePort } from '../../server-kit/test/redis-server.ts';
import { signedHeaders } from '../src/hooks/signature.ts';
import { HOOKS_SECRET, NEXT_HOOKS_SECRET } from './test-shop.ts';

const SHOPS = fileURLToPath(new URL('../../../examples/shops', import.meta.url));

/** The command that starts each one; it listens on the port. */
const COMMANDS: Readonly<Record<string, (port: number) => readonly [string, ...string[]]>> = {
  php: (port) => [process.env['PHP_PATH'] ?? 'php', '-S', `localhost:${port}`, join(SHOPS, 'php/shop.php')],
  python: () => [process.env['PYTHON_PATH'] ?? 'python3', join(SHOPS, 'python/shop.py')],
};

async function openShop(name: string): Promise<string> {
  const [port, folder] = [await freePort(), mkdtempSync(join(tmpdir(), 'eximpe-example-shop-'))];
  const [program, ...args] = COMMANDS[name]?.(port) ?? [''];
  const env = {
    PATH: process.env['PATH'],
    PORT: String(port),
    DATABASE: join(folder, 'shop.sqlite'),
    SHOP_HOOKS_SECRET: HOOKS_SECRET,
    CARD_SERVER_URL: 'http://cards.example',
  };
  const child = spawn(program, args, { env, stdio: 'ignore' });
  const ended = new Promise((resolve) => child.once('close', resolve));
  onTestFinished(async () => {
    child.kill('SIGKILL');
    await ended;
    rmSync(folder, { recursive: true });
  });
  const url = `http://localhost:${port}`;
  await vi.waitFor(() => fetch(url), { timeout: 30_000, interval: 100 });
  return url;
}

test.each(Object.keys(COMMANDS))('the shop in %s', async (name) => {
  const shop = await openShop(name);
  const bought = await fetch(`${shop}/buy`, { method: 'POST', redirect: 'manual' });
  const reference =
    /^http:\/\/cards\.example\/pay\/([0-9a-f]{32})$/.exec(bought.headers.get('location') ?? '')?.[1] ?? '';
  const now = Math.floor(Date.now() / 1_000);
  const sign = (body: string, key = HOOKS_SECRET, unixSeconds = now) =>
    signedHeaders({ id: 'paid:1', unixSeconds, body }, [key]);
  const send = async (hook: object, body = JSON.stringify(hook), headers = sign(body)) => {
    const response = await fetch(`${shop}/card-hooks`, { method: 'POST', body, headers });
    return { status: response.status, text: await response.text(), headers, body };
  };
  const hook = (type: string, more: object): object => ({ version: 1, request: randomUUID(), type, ...more });
  const paid = (amount = '1000.00'): object =>
    hook('payment.paid', { id: 'paid:1', payment: { checkout: reference, amount } });
  const isPaid = async (): Promise<boolean> =>
    (await (await fetch(`${shop}/orders/${reference}`)).text()).includes('Paid. Thank you!');

  const body = JSON.stringify(paid());
  const refused = {
    unsigned: await send({}, body, {}),
    stale: await send({}, body, sign(body, HOOKS_SECRET, now - 400)),
    'another shop’s': await send({}, body, sign(body, NEXT_HOOKS_SECRET)),
    'of another body': await send({}, body, sign('{}')),
  };
  for (const [what, { status }] of Object.entries(refused)) expect.soft(status, what).toBe(401);
  expect((await send(paid('1.00'))).status).toBe(200);
  expect(await isPaid(), 'none of these is the payment of this order').toBe(false);

  const asked = await send(hook('checkout.resolve', { reference }));
  expect(JSON.parse(asked.text)).toMatchObject({
    amount: '1000.00',
    returnUrl: expect.stringContaining(reference) as string,
  });
  const unknown = await send(hook('checkout.resolve', { reference: 'no such order' }));
  expect([unknown.status, JSON.parse(unknown.text)]).toEqual([404, { checkout: null }]);

  const told = await send(paid());
  expect(told.status).toBe(200);
  expect(await isPaid()).toBe(true);
  expect((await send({}, told.body, told.headers)).status, 'intercepted and sent again').toBe(409);
  expect((await send(paid())).status, 'delivered again').toBe(200);
  expect(await isPaid()).toBe(true);
});
