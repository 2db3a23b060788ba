import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readSettings, type SettingsError } from './environment.ts';

const RIGHT = {
  EXIMPE_ENVIRONMENT: 'sandbox',
  EXIMPE_CLIENT_ID: 'client',
  EXIMPE_CLIENT_SECRET: 'client-secret',
  EXIMPE_ENCRYPTION_KEY: 'encryption-key',
  EXIMPE_KIT_SECRET: 'k'.repeat(32),
  PUBLIC_URL: 'https://cards.shop.example',
  SHOP_HOOKS_URL: 'https://shop.example/card-hooks',
  SHOP_HOOKS_SECRET: 'h'.repeat(32),
  STORE_URL: 'postgres://cards@db/cards',
};

const folder = mkdtempSync(join(tmpdir(), 'eximpe-environment-'));
afterAll(() => rmSync(folder, { recursive: true }));

function faultsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    readSettings({ ...RIGHT, ...env }, []);
    return [];
  } catch (error) {
    return (error as SettingsError).faults;
  }
}

test('valid variables are read, with defaults', () => {
  expect(
    readSettings({ ...RIGHT, SHOP_ORIGINS: 'https://shop.example, https://m.shop.example', TRUST_PROXY: '1' }, []),
  ).toMatchObject({
    PORT: 8_080,
    HOST: '127.0.0.1',
    TRUST_PROXY: 1,
    SHOP_ORIGINS: ['https://shop.example', 'https://m.shop.example'],
    UNSAFE_ALLOW_HTTP: false,
    LIMITS: {},
  });
  expect(readSettings({ ...RIGHT, LIMITS: 'card=20/3600' }, []).LIMITS).toEqual({
    card: { points: 20, seconds: 3_600 },
  });
  expect(readSettings({ ...RIGHT, TRUST_PROXY: 'loopback, 10.0.0.0/8' }, []).TRUST_PROXY).toEqual([
    'loopback',
    '10.0.0.0/8',
  ]);
});

test('variables that Kubernetes adds for services are not reported as typos', () => {
  const service = {
    SERVICE_HOST: '10.0.0.7',
    SERVICE_PORT: '8080',
    SERVICE_PORT_HTTP: '8080',
    PORT: 'tcp://10.0.0.7:8080',
    PORT_8080_TCP: 'tcp://10.0.0.7:8080',
    PORT_8080_TCP_PROTO: 'tcp',
    PORT_8080_TCP_PORT: '8080',
    PORT_8080_TCP_ADDR: '10.0.0.7',
  };
  const named = (prefix: string) => Object.entries(service).map(([name, value]) => [`${prefix}_${name}`, value]);
  expect(faultsOf(Object.fromEntries(['EXIMPE_CARD_SERVER', 'SHOP_HOOKS', 'PAGE'].flatMap(named)))).toEqual([]);
});

const WRONG: readonly { readonly env: Readonly<Record<string, string>>; readonly says: readonly RegExp[] }[] = [
  { env: { EXIMPE_ENVIRONMENT: 'live' }, says: [/EXIMPE_ENVIRONMENT: must be sandbox or production/] },
  {
    env: { EXIMPE_CLIENT_ID: '', EXIMPE_CLIENT_SECRET: ' ' },
    says: [/EXIMPE_CLIENT_ID: is missing/, /EXIMPE_CLIENT_SECRET: /],
  },
  { env: { EXIMPE_KIT_SECRET: 'short' }, says: [/EXIMPE_KIT_SECRET: must be 32 characters or more/] },
  { env: { PUBLIC_URL: 'http://cards.shop.example' }, says: [/PUBLIC_URL: must be https/] },
  { env: { PUBLIC_URL: 'https://shop.example/cards' }, says: [/PUBLIC_URL: must have no path/] },
  { env: { PUBLIC_URL: 'cards' }, says: [/PUBLIC_URL: must be an http/] },
  { env: { SHOP_HOOKS_URL: 'http://shop.example/hooks' }, says: [/SHOP_HOOKS_URL: must be https/] },
  { env: { SHOP_HOOKS_URL: 'https://cards.shop.example/hooks' }, says: [/SHOP_HOOKS_URL: is the card server itself/] },
  { env: { SHOP_HOOKS_SECRET: 'k'.repeat(32) }, says: [/SHOP_HOOKS_SECRET: must not be EXIMPE_KIT_SECRET/] },
  {
    env: { SHOP_HOOKS_SECRET: 'a-key-of-words-and-no-base64-at-all-01' },
    says: [/SHOP_HOOKS_SECRET: must be 24 bytes/],
  },
  { env: { SHOP_SESSIONS_SECRET: 'k'.repeat(32) }, says: [/SHOP_SESSIONS_SECRET: must not be EXIMPE_KIT_SECRET/] },
  {
    env: { SHOP_SESSIONS_SECRET: 's'.repeat(32), SHOP_SESSIONS_SECRET_PREVIOUS: 'k'.repeat(32) },
    says: [/SHOP_SESSIONS_SECRET_PREVIOUS: must not be EXIMPE_KIT_SECRET/],
  },
  {
    env: { SHOP_SESSIONS_SECRET: 's'.repeat(32), EXIMPE_KIT_SECRET_PREVIOUS: 's'.repeat(32) },
    says: [/SHOP_SESSIONS_SECRET: must not be EXIMPE_KIT_SECRET or the one before/],
  },
  { env: { SHOP_SESSIONS_SECRET_PREVIOUS: 's'.repeat(32) }, says: [/SHOP_SESSIONS_SECRET: is missing, but/] },
  { env: { SHOP_SESSION_SECRET: 's'.repeat(32) }, says: [/SHOP_SESSION_SECRET: there is no such variable/] },
  { env: { SHOP_ORIGINS: 'https://shop.example/' }, says: [/SHOP_ORIGINS: must be origins/] },
  {
    env: { SHOP_ORIGINS: 'https://shop.example,https://cards.shop.example' },
    says: [/SHOP_ORIGINS: names the card server itself/],
  },
  { env: { SHOP_RESOLVE_TIMEOUT_MS: '60000' }, says: [/SHOP_RESOLVE_TIMEOUT_MS: must be 9000 or less/] },
  { env: { STORE_URL: 'mysql://db' }, says: [/STORE_URL: must be postgres:/] },
  { env: { PAGE_TOKENS: '--eximpe-accent: red' }, says: [/PAGE_TOKENS: must have --eximpe-on-accent/] },
  { env: { PAGE_LANGUAGE: 'fr' }, says: [/PAGE_LANGUAGE: must be one of en, hi/] },
  { env: { PAGE_LOGO_URL: 'http://shop.example/logo.svg' }, says: [/PAGE_LOGO_URL: must be https/] },
  { env: { PAGE_LOGO_URL: 'https://shop.example;x/a' }, says: [/PAGE_LOGO_URL: must have a host of letters/] },
  {
    env: { LIMITS: 'cards=20/3600, checkout=4' },
    says: [/LIMITS: must be off, or like .*“cards=20\/3600”/, /LIMITS: .*“checkout=4”/],
  },
  { env: { PORT: '80a' }, says: [/PORT: must be a whole number/] },
  {
    env: { UNSAFE_ALLOW_HTTP: 'true', EXIMPE_ENVIRONMENT: 'production' },
    says: [/UNSAFE_ALLOW_HTTP: not allowed in production/],
  },
  { env: { EXIMPE_CLIENT_IDD: 'x' }, says: [/EXIMPE_CLIENT_IDD: there is no such variable/] },
  {
    env: { EXIMPE_CLIENT_SECRET_FILE: '/x' },
    says: [/EXIMPE_CLIENT_SECRET: is set, and so is EXIMPE_CLIENT_SECRET_FILE/],
  },
  {
    env: { EXIMPE_CLIENT_SECRET: '', EXIMPE_CLIENT_SECRET_FILE: '/nowhere' },
    says: [/EXIMPE_CLIENT_SECRET_FILE: ENOENT, \/nowhere/],
  },
];

test.each(WRONG)('only $env is named', ({ env, says }) => {
  const faults = faultsOf(env);
  expect(faults).toHaveLength(says.length);
  for (const [index, expected] of says.entries()) expect(faults[index]).toMatch(expected);
});

test('all mistakes are named at once, without their values', () => {
  const faults = faultsOf(Object.fromEntries(Object.keys(RIGHT).map((name) => [name, 'sssssecret']))).join('\n');
  for (const name of Object.keys(RIGHT).filter((each) => !/CLIENT|ENCRYPTION/.test(each)))
    expect(faults).toContain(`${name}: `);
  expect(faults).not.toContain('sssssecret');
});

test('a secret from a file does not include the line break of an editor', () => {
  const file = join(folder, 'secret');
  writeFileSync(file, `${'f'.repeat(40)}\n`);
  expect(readSettings({ ...RIGHT, SHOP_HOOKS_SECRET: '', SHOP_HOOKS_SECRET_FILE: file }, []).SHOP_HOOKS_SECRET).toBe(
    'f'.repeat(40),
  );
});
