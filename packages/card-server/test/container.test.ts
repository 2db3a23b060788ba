// What the image contains: one file that needs only Node, and a compose file with only known settings. No container engine runs here.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startSimulator } from '@eximpe/simulator';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { startPostgres, type PostgresServer } from '../../server-kit/test/postgres-server.ts';
import { freePort } from '../../server-kit/test/redis-server.ts';
import { readSettings, type SettingsError } from '../src/environment.ts';
import { environmentFor, newReference, pay, startProcess } from './stage.ts';
import { openTestShop } from './test-shop.ts';

const run = promisify(execFile);
const HERE = fileURLToPath(new URL('..', import.meta.url));
const read = (file: string): string => readFileSync(join(HERE, file), 'utf8');

/** A folder with the image's one file. */
const folder = mkdtempSync(join(tmpdir(), 'eximpe-card-server-image-'));
let postgres: PostgresServer;
beforeAll(async () => {
  await run(process.execPath, [join(HERE, 'build.mjs'), folder]);
  postgres = await startPostgres();
});
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true });
});

test('the one file takes payments from a folder without installed packages, and its health check works', async () => {
  const program = join(folder, 'card-server.mjs');
  const [simulator, shop, port] = [await startSimulator(), await openTestShop(), await freePort()];
  onTestFinished(async () => {
    await Promise.all([simulator.close(), shop.close()]);
  });
  const isHealthy = (): Promise<boolean> =>
    run(process.execPath, [program, '--healthy'], { cwd: folder, env: { PORT: String(port) } }).then(
      () => true,
      () => false,
    );
  expect(await isHealthy()).toBe(false);
  const server = await startProcess(environmentFor({ simulator, shop, storeUrl: postgres.url, port }), [], program);
  onTestFinished(() => server.kill());
  simulator.webhookUrl = `${server.url}/eximpe/webhook`;
  await vi.waitFor(async () => expect(await isHealthy()).toBe(true), { timeout: 30_000, interval: 500 });
  const reference = newReference();
  expect(await pay(server.url, reference)).toMatchObject({ status: 201 });
  await vi.waitFor(
    () => expect(shop.heard('payment.paid')).toMatchObject([{ payment: { checkout: reference } }]),
    15_000,
  );
  // The form also comes from that file.
  expect(await (await fetch(`${server.url}/eximpe/card-form.js`)).text()).toContain('eximpe-card-form');
  expect(await server.terminate()).toBe(0);
});

test('the compose file sets every required variable, and no unknown one', () => {
  const block = /\n {4}environment:\n((?: {6}.*\n)+)/.exec(read('compose.yaml'))?.[1] ?? '';
  const names = [...block.matchAll(/^ {6}(\w+):/gm)].map(([, name]) => name ?? '');
  expect(names).toContain('SHOP_HOOKS_SECRET_FILE');
  const env = Object.fromEntries(names.map((name) => [name, name.endsWith('_FILE') ? '/nowhere' : 'x']));
  let faults: readonly string[] = [];
  try {
    readSettings(env, []);
  } catch (error) {
    ({ faults } = error as SettingsError);
  }
  expect(faults.filter((fault) => /is missing|no such variable/.test(fault))).toEqual([]);
});

test('the image does not run as root, and the container can’t write anywhere', () => {
  const dockerfile = read('Dockerfile');
  const last = dockerfile.slice(dockerfile.lastIndexOf('\nFROM '));
  expect(last).toMatch(/^USER 65532:65532$/m);
  expect(last).toMatch(/^HEALTHCHECK /m);
  // It contains only the named files of the build.
  expect([...last.matchAll(/^(?:COPY|ADD) .*$/gm)]).toHaveLength(1);
  expect(dockerfile).not.toMatch(/:latest|^ENV .*(?:SECRET|KEY)=/m);
  const compose = read('compose.yaml');
  for (const line of ['read_only: true', 'cap_drop: [ALL]', "'no-new-privileges:true'", 'core: 0'])
    expect(compose).toContain(line);
});
