// The compose file and the example for a platform say what the demo reads, and let it start. No engine runs here.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const IN_PUBLIC = { simulated: true, oneHost: true, proxies: 1, gatewayUrl: expect.stringMatching(/simulator:4243$/) };

/** As compose fills it in. */
const filled = (text: string): string =>
  text
    .replaceAll(/\$\{PUBLIC_URL[^}]*\}/g, 'https://demo.example')
    .replaceAll(/\$\{DEMO_SECRET[^}]*\}/g, 'x'.repeat(32))
    .replaceAll(/\$\{\w+:-([^}]*)\}/g, '$1');

test('the compose file starts the demo on one host, with Postgres', () => {
  const block = /\n {4}environment:\n((?: {6}.*\n)+)/.exec(filled(read('compose.yaml')))?.[1] ?? '';
  const env = Object.fromEntries(
    [...block.matchAll(/^ {6}(\w+): '?(.*?)'?$/gm)].map(([, name = '', value = '']) => [name, value]),
  );
  expect(readConfig(env)).toMatchObject({ ...IN_PUBLIC, database: 'postgres://demo:demo@postgres/demo' });
});

test('the example for a platform does, too', () => {
  const [demo = ''] = read('render.yaml').split('- type: pserv');
  const env = Object.fromEntries(
    [...demo.matchAll(/\{ key: (\w+), (?:value: '?([^' }]*))?/g)].map(([, name = '', value]) => [name, value]),
  );
  const given = { PUBLIC_URL: 'https://demo.example', DEMO_SECRET: 'x'.repeat(32), DEMO_DATABASE: 'postgres://x/y' };
  expect(readConfig({ ...env, ...given })).toMatchObject(IN_PUBLIC);
});

test('only the demo is reached from outside, and no part is root’s', () => {
  const compose = read('compose.yaml');
  expect(compose.match(/^ {4}ports:/gm)).toHaveLength(1);
  expect(compose.match(/read_only: true/g)).toHaveLength(2);
  expect(read('Dockerfile')).toMatch(/^USER 65532:65532$/m);
});
