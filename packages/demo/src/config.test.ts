import { expect, test } from 'vitest';
import { readConfig } from './config.ts';

const LIVE = {
  EXIMPE_CLIENT_ID: 'client',
  EXIMPE_CLIENT_SECRET: 'secret',
  EXIMPE_ENCRYPTION_KEY: 'key',
  DEMO_SECRET: 'x'.repeat(32),
  PUBLIC_URL: 'https://demo.example/',
};

test('without any variable, the demo talks to the simulator on this machine', () => {
  expect(readConfig({})).toMatchObject({
    publicUrl: 'http://localhost:4242',
    gatewayUrl: 'http://localhost:4243',
    simulated: true,
    oneHost: false,
    proxies: 0,
  });
});

test('with credentials, it talks to EximPe’s sandbox and never to the simulator', () => {
  expect(readConfig(LIVE)).toMatchObject({
    publicUrl: 'https://demo.example',
    gatewayUrl: undefined,
    simulated: false,
    oneHost: false,
    proxies: 1,
  });
});

test('in public, with a simulator, the bank is on the shop’s own host', () => {
  const env = {
    PUBLIC_URL: 'https://demo.example',
    DEMO_SECRET: 'x'.repeat(32),
    EXIMPE_ENCRYPTION_KEY: 'key',
    EXIMPE_BASE_URL: 'http://simulator:4243',
  };
  expect(readConfig(env)).toMatchObject({ simulated: true, oneHost: true, proxies: 1 });
  expect(readConfig({ DEMO_ONE_HOST: 'true' })).toMatchObject({ oneHost: true, proxies: 0 });
});

const PUBLIC = { PUBLIC_URL: 'https://demo.example', DEMO_SECRET: 'x'.repeat(32), EXIMPE_ENCRYPTION_KEY: 'key' };

test.each<[string, Record<string, string | undefined>]>([
  ['PORT must be a port number', { PORT: 'abc' }],
  ['SIMULATOR_PORT must be a port number', { SIMULATOR_PORT: '0' }],
  ['PUBLIC_URL must be an address', { PUBLIC_URL: 'nonsense' }],
  ['TRUST_PROXY must be the number', { TRUST_PROXY: 'true' }],
  ['EXIMPE_BASE_URL must be an address', { EXIMPE_BASE_URL: 'localhost:4243' }],
  ['DEMO_SECRET must be set', { PUBLIC_URL: 'https://demo.example' }],
  // Public: any reader of this repository could forge a webhook or a handle.
  ['DEMO_SECRET must be set', { ...PUBLIC, DEMO_SECRET: 'a-secret-for-the-demo-on-your-own-machine-only' }],
  ['EXIMPE_ENCRYPTION_KEY must be set', { ...PUBLIC, EXIMPE_ENCRYPTION_KEY: undefined }],
  ['EXIMPE_ENCRYPTION_KEY must be set', { ...PUBLIC, EXIMPE_ENCRYPTION_KEY: 'test_encryption_key' }],
  ['DEMO_ONE_HOST must be true or false', { DEMO_ONE_HOST: 'yes' }],
  ['SHOP_SESSIONS_SECRET must be set', { CARD_SERVER_URL: 'http://localhost:4244', SHOP_HOOKS_SECRET: 'key' }],
  ['CARD_SERVER_URL must be an address', { CARD_SERVER_URL: 'x', SHOP_HOOKS_SECRET: 'k', SHOP_SESSIONS_SECRET: 's' }],
  ['PUBLIC_URL must be the https:// address', { ...LIVE, PUBLIC_URL: undefined }],
  ['EXIMPE_ENCRYPTION_KEY must be set too', { ...LIVE, EXIMPE_ENCRYPTION_KEY: undefined }],
])('%s…, in one clear sentence', (sentence, env) => {
  expect(() => readConfig(env)).toThrow(sentence);
});
