// The built program: if it can't start, it says why and exits.
import { spawn } from 'node:child_process';
import { createServer, type AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, onTestFinished, test } from 'vitest';
import { freePort } from '../../server-kit/test/redis-server.ts';

const MAIN = fileURLToPath(new URL('../dist/main.js', import.meta.url));

const taken = createServer();
beforeAll(() => new Promise<void>((ready) => void taken.listen(0, '127.0.0.1', ready)));
afterAll(() => void taken.close());

test.each<[string, RegExp, () => Readonly<Record<string, string>>]>([
  ['no Postgres', /^Postgres of DEMO_DATABASE: .*ECONNREFUSED/, () => ({ DEMO_DATABASE: 'postgres://localhost:1/x' })],
  ['a short secret', /secret.* 32 characters/, () => ({ DEMO_SECRET: 'short' })],
  ['a taken port', /^Port \d+ is in use\./, () => ({ PORT: String((taken.address() as AddressInfo).port) })],
])('with %s it says so and exits', async (_, sentence, env) => {
  const demo = spawn(process.execPath, [MAIN], {
    env: { PORT: String(await freePort()), DEMO_DATABASE: ':memory:', ...env() },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  onTestFinished(() => void demo.kill());
  const ended = new Promise((resolve) => demo.once('close', resolve));
  expect(await text(demo.stderr)).toMatch(sentence);
  expect(await ended).toBe(1);
});
