// `npm run demo` without the installation: three processes that start and end together, and say what prevents that.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { freePort } from '../e2e/free-port.ts';

const DEMO = fileURLToPath(new URL('demo.mjs', import.meta.url));
const NAMES = ['PORT', 'SIMULATOR_PORT', 'CARD_SERVER_PORT'];

/** @returns `output()`: its whole output; `ended`: its exit code */
async function startDemo(env = {}) {
  const ports = {};
  for (const name of NAMES) ports[name] = String(await freePort());
  const { PATH } = process.env;
  const demo = spawn(process.execPath, [DEMO, '--built'], {
    env: { PATH, DEMO_DATABASE: ':memory:', ...ports, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  for (const stream of [demo.stdout, demo.stderr]) stream.on('data', (chunk) => (output += chunk));
  // Its children share its output, which closes only when they have ended too.
  const ended = once(demo, 'close').then(([code]) => code);
  onTestFinished(async () => {
    demo.kill('SIGTERM');
    await ended;
  });
  return { demo, ports, ended, output: () => output };
}

async function occupy() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => server.close());
  return String(server.address().port);
}

const answers = (port, path) =>
  fetch(`http://localhost:${port}${path}`, { redirect: 'manual' }).then(
    ({ status }) => status,
    () => 'nobody',
  );

test.each(['SIGINT', 'SIGTERM'])('shop, card server and simulator start, and %s ends all three', async (signal) => {
  const { demo, ports, ended, output } = await startDemo();
  await expect
    .poll(output, { timeout: 60_000 })
    .toContain(`Its card server, a process of its own: http://localhost:${ports.CARD_SERVER_PORT}`);
  expect(output()).toContain(`The demo shop is open: http://localhost:${ports.PORT}\n`);
  const asked = () =>
    Promise.all([
      answers(ports.PORT, '/'),
      answers(ports.SIMULATOR_PORT, '/'),
      answers(ports.CARD_SERVER_PORT, '/healthz'),
    ]);
  expect(await asked()).toEqual([303, 200, 200]);
  demo.kill(signal);
  expect(await ended).toBe(0);
  expect(await asked()).toEqual(['nobody', 'nobody', 'nobody']);
});

test.each([
  ...NAMES.map((name) => [
    `${name} in use`,
    async () => ({ [name]: await occupy() }),
    new RegExp(`in use.*${name}=\\d+ npm run demo`),
  ]),
  ['two equal ports', () => ({ PORT: '5000', CARD_SERVER_PORT: '5000' }), /PORT and CARD_SERVER_PORT are both 5000/],
  ['an invalid port', () => ({ CARD_SERVER_PORT: 'x' }), /CARD_SERVER_PORT must be a port number/],
  ['a card server that can’t start', () => ({ SHOP_RESOLVE_TIMEOUT_MS: '1' }), /SHOP_RESOLVE_TIMEOUT_MS/],
  ['a shop that can’t start', () => ({ DEMO_SECRET: 'short' }), /secret.* 32 characters/],
])('with %s nothing keeps running, and it says why', async (_, env, sentence) => {
  const { ended, output } = await startDemo(await env());
  expect(await ended).toBe(1);
  expect(output()).toMatch(sentence);
});

test('with EximPe’s sandbox there is no card server, which would need its own credentials and address', async () => {
  const { ended, output } = await startDemo({ EXIMPE_CLIENT_ID: 'client', CARD_SERVER_PORT: 'x' });
  expect(await ended).toBe(1);
  expect(output()).toContain('With EXIMPE_CLIENT_ID, PUBLIC_URL must be the https:// address');
  expect(output()).not.toContain('card server');
});
