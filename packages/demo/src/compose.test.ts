// The compose file and the example for a platform have the settings that demo and simulator need to start. No container engine runs here.
import { readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { readConfig } from './config.ts';

const read = (name: string): string => readFileSync(new URL(`../${name}`, import.meta.url), 'utf8');
const PUBLIC_URL = 'https://demo.example';
/** A secret from the operator or the platform, different for each name. */
const secret = (name: string): string => `${name}-`.padEnd(48, 'x');

/** Demo and simulator fit together, and share only the secret that signs webhooks. */
function expectFit(env: Readonly<Record<string, string>>, args: readonly string[], gatewayUrl: string): void {
  const config = readConfig(env);
  expect(config).toMatchObject({ publicUrl: PUBLIC_URL, simulated: true, oneHost: true, proxies: 1, gatewayUrl });
  const { values } = parseArgs({ args: [...args], strict: false });
  const bank = `${PUBLIC_URL}/bank`;
  expect(values).toMatchObject({ 'public-url': bank, 'aggregator-url': bank, 'bank-url': bank });
  expect(values['host']).toBe('0.0.0.0');
  expect(values['port']).toBe(new URL(gatewayUrl).port);
  expect(values['webhook-url']).toMatch(/^https?:\/\/.+\/eximpe\/webhook$/);
  expect(values['encryption-key']).toBe(config.encryptionKey);
  const secrets = [config.secret, config.encryptionKey, values['control-token']];
  expect(secrets).not.toContain(undefined);
  expect(new Set(secrets).size).toBe(secrets.length);
}

/** As filled in by compose. */
const filled = (text: string): string =>
  text.replaceAll(/\$\{(\w+)(?::-([^}]*)|:\?[^}]*)?\}/g, (_, name: string, otherwise?: string) =>
    name === 'PUBLIC_URL' ? PUBLIC_URL : (otherwise ?? secret(name)),
  );

interface Compose {
  readonly services: Readonly<
    Record<
      'demo' | 'simulator' | 'postgres',
      { readonly command?: readonly string[]; readonly environment: Readonly<Record<string, string>> }
    >
  >;
}

test('the compose file starts the demo on one host, with Postgres', () => {
  const { demo, simulator } = (parse(filled(read('compose.yaml'))) as Compose).services;
  const [program, script, ...args] = simulator.command ?? [];
  expect([program, script]).toEqual(['node', 'packages/simulator/dist/main.js']);
  expectFit(demo.environment, args, 'http://simulator:4243');
  expect(readConfig(demo.environment).database).toBe('postgres://demo:demo@postgres/demo');
});

interface Variable {
  readonly key: string;
  readonly value?: string;
  readonly generateValue?: boolean;
  readonly fromDatabase?: object;
  readonly fromService?: { readonly name: string; readonly property?: 'hostport'; readonly envVarKey?: string };
}
interface Service {
  readonly name: string;
  readonly dockerCommand: string;
  readonly envVars: readonly Variable[];
}

test('the example for a platform starts the demo on one host, with Postgres', () => {
  const { services } = parse(read('render.yaml')) as { services: readonly Service[] };

  /** As filled in by the platform. */
  function valueIn(service: string, key: string): string {
    const variable = services.find(({ name }) => name === service)?.envVars.find((each) => each.key === key);
    if (!variable) throw new Error(`${service} has no ${key}.`);
    const { value, generateValue, fromDatabase, fromService } = variable;
    if (value !== undefined) return value;
    if (generateValue) return secret(`${service}-${key}`);
    if (fromDatabase) return 'postgres://user@database/name';
    if (!fromService) return PUBLIC_URL;
    const { name, envVarKey } = fromService;
    return envVarKey ? valueIn(name, envVarKey) : `${name}-ab1c:${valueIn(name, 'PORT')}`;
  }
  const [demo, simulator] = services.map(({ name, envVars, dockerCommand }) => {
    const env = Object.fromEntries(envVars.map(({ key }) => [key, valueIn(name, key)]));
    const line = /^sh -c '(.*)'$/s.exec(dockerCommand)?.[1] ?? '';
    return { env, words: line.replaceAll(/\$(\w+)/g, (_, key: string) => env[key] ?? '').split(/\s+/) };
  });
  const [address = '', ...command] = demo?.words ?? [];
  expect(command).toEqual(['exec', 'node', 'packages/demo/dist/main.js']);
  const [, , script, ...args] = simulator?.words ?? [];
  expect(script).toBe('packages/simulator/dist/main.js');
  const [key = '', gatewayUrl] = address.split('=');
  expectFit({ ...demo?.env, [key]: gatewayUrl ?? '' }, args, 'http://eximpe-simulator-ab1c:4243');
});

test('only the demo is reachable externally, and no part runs as root', () => {
  const compose = read('compose.yaml');
  expect(compose.match(/^ {4}ports:/gm)).toHaveLength(1);
  expect(compose.match(/read_only: true/g)).toHaveLength(2);
  expect(read('Dockerfile')).toMatch(/^USER 65532:65532$/m);
});

test('the image is built by the package manager that package.json names', () => {
  expect(read('Dockerfile')).not.toMatch(/pnpm@\d/);
});
