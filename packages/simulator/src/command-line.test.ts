// The command line, and the messages for mistakes in it.
import { execFile, spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { ACCOUNTS } from './accounts.ts';
import { envFile, readCommand } from './command-line.ts';
import type { SimulatorOptions } from './options.ts';
import { startSimulator } from './simulator.ts';

test('without options it listens on 4243, or on SIMULATOR_PORT', () => {
  expect(readCommand([], {})).toEqual({ kind: 'start', options: { port: 4243 } });
  expect(readCommand([], { SIMULATOR_PORT: '5000' })).toEqual({ kind: 'start', options: { port: 5000 } });
  expect(readCommand(['--port', '6000'], { SIMULATOR_PORT: '5000' })).toEqual({
    kind: 'start',
    options: { port: 6000 },
  });
});

test('every flag is read', () => {
  const line =
    '--webhook-url http://x/hook --scenario declined --quirk error-arrays --quirk uuid-ids --preset playground --speed 60 --seed s --start 1970-01-01T00:00:01Z';
  expect(readCommand(line.split(' '), {})).toEqual({
    kind: 'start',
    options: {
      port: 4243,
      webhookUrl: 'http://x/hook',
      scenario: 'declined',
      quirks: ['error-arrays', 'uuid-ids'],
      preset: 'playground',
      speed: 60,
      seed: 's',
      startMs: 1000,
    },
  });
});

test('an account’s webhooks can have their own address', () => {
  const { options } = readCommand(
    ['--webhook-url', 'http://x/hook', '--webhook-url', 'sim_client_2=http://y/hook?a=b'],
    {},
  ) as { options: SimulatorOptions };
  expect(options.webhookUrl).toBe('http://x/hook');
  expect(options.accounts?.map(({ clientId, webhookUrl }) => [clientId, webhookUrl])).toEqual(
    ACCOUNTS.map(({ clientId }) => [clientId, clientId === 'sim_client_2' ? 'http://y/hook?a=b' : undefined]),
  );
});

test.each([
  [['--webhook-url', 'sim_client_3=http://y'], /no account "sim_client_3"/],
  [['--webhook-url', 'sim_client_2=y'], /--webhook-url sim_client_2 must be an http\(s\) address/],
  [['--port', 'x'], /--port must be a port number/],
  [['--start', 'x'], /--start must be a time/],
  [['--prot', '1'], /Unknown option '--prot'/],
])('%j is refused in one line', (args, message) => {
  expect(() => readCommand(args, {})).toThrow(message);
});

test.each([
  [{ scenario: 'payed' }, /Unknown scenario "payed"/],
  [{ quirks: ['x' as 'error-arrays'] }, /Unknown quirk "x"/],
  [{ preset: 'x' as 'playground' }, /Unknown preset "x"/],
  [{ speed: Number('x') }, /speed must be a number/],
  [{ webhookUrl: 'x' }, /webhookUrl must be an http\(s\) address/],
  [{ bankUrl: 'x' }, /bank address must be an http\(s\) address/],
])('%o is refused at the start', async (options, message) => {
  await expect(startSimulator(options)).rejects.toThrow(message);
});

test('a port in use is reported, and several simulators can run at once', async () => {
  const [one, two] = await Promise.all([startSimulator(), startSimulator()]);
  expect(one.port).not.toBe(two.port);
  await expect(startSimulator({ port: one.port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await Promise.all([one.close(), two.close()]);
});

test.each(['test_encryption_key', 'k3y with # and "', "k'ey #2", '$pa=ce'])(
  'its output is a valid .env with the key %s',
  async (key) => {
    const folder = await mkdtemp(join(tmpdir(), 'eximpe-env-'));
    await writeFile(join(folder, '.env'), envFile('http://localhost:4243', key));
    const print = 'console.log(JSON.stringify(process.env))';
    const { stdout } = await promisify(execFile)(process.execPath, [`--env-file=${join(folder, '.env')}`, '-e', print]);
    await rm(folder, { recursive: true });
    expect(JSON.parse(stdout)).toMatchObject({
      EXIMPE_CLIENT_ID: 'sim_client',
      EXIMPE_CLIENT_SECRET: 'sim_secret',
      EXIMPE_ENCRYPTION_KEY: key,
      EXIMPE_BASE_URL: 'http://localhost:4243',
      EXIMPE_KIT_SECRET: expect.stringMatching(/^.{32,}$/) as string,
    });
  },
);

test('it prints those lines at the start with its own address, without indentation', async () => {
  const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
  const simulator = spawn(process.execPath, [main, '--port', '0'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const lines: string[] = [];
  for await (const line of createInterface(simulator.stdout)) {
    lines.push(line);
    if (line.includes('Ctrl-C')) break;
  }
  simulator.kill();
  const url = /EximPe simulator +(\S+)/.exec(lines.join('\n'))?.[1];
  expect(lines).toContain(`EXIMPE_BASE_URL=${url}`);
  expect(lines.filter((line) => /^EXIMPE_\w+=./.test(line))).toHaveLength(5);
});
