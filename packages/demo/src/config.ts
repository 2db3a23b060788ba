// The demo's settings from the environment. Without any, it uses the simulator on this machine.

export interface CardServerSettings {
  /** The address where shoppers pay, without a path. */
  readonly url: string;
  /** Signs the card server's requests to the shop. */
  readonly hooksKey: string;
  /** Signs the sessions that name a checkout to the card server; at least 32 characters. */
  readonly sessionsSecret: string;
}

export interface DemoConfig {
  readonly port: number;
  /** `127.0.0.1` unless `HOST` opens it to others. */
  readonly host: string;
  /** The address that shoppers use, e.g. `https://demo.example`. */
  readonly publicUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly encryptionKey: string;
  readonly merchantId: string | undefined;
  /** The simulator's API, or another address instead of EximPe's sandbox. */
  readonly gatewayUrl: string | undefined;
  /** The database of orders and payments: path of a SQLite file, `:memory:`, or `postgres://…`. */
  readonly database: string;
  /** Signs payment handles; at least 32 characters. */
  readonly secret: string;
  /** True when the gateway is the simulator: its test cards are shown, and plain HTTP to loopback is allowed. */
  readonly simulated: boolean;
  /** The simulator's bank is below a path of the shop's own host, since there is no other host. */
  readonly oneHost: boolean;
  /** Number of proxies in front of the shop; 0 on the developer's own machine. */
  readonly proxies: number;
  /** The card server beside the shop, a separate process; undefined if there is none. */
  readonly cardServer: CardServerSettings | undefined;
  /** `strict` is helmet's default; `demo` also allows the bank's page in a frame. */
  readonly csp: 'demo' | 'strict';
}

/** Everyone knows these, so they are safe only on the developer's own machine. */
const LOCAL_SECRET = 'a-secret-for-the-demo-on-your-own-machine-only';
const LOCAL_ENCRYPTION_KEY = 'test_encryption_key';

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname.endsWith('.localhost');
}

/** Reads an absolute http(s) address without a final slash. */
function address(name: string, text: string): string {
  if (!/^https?:\/\/[^/]/.test(text) || !URL.canParse(text)) {
    throw new Error(`${name} must be an address such as https://shop.example, not "${text}".`);
  }
  return text.replace(/\/+$/, '');
}

function portNumber(name: string, text: string): number {
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw new Error(`${name} must be a port number from 1 to 65535, not "${text}".`);
}

function proxyCount(text: string): number {
  if (/^\d$/.test(text)) return Number(text);
  throw new Error(`TRUST_PROXY must be the number of proxies in front of the demo, 0 to 9, not "${text}".`);
}

function yesOrNo(name: string, text: string): boolean {
  if (text === 'true' || text === 'false') return text === 'true';
  throw new Error(`${name} must be true or false, not "${text}".`);
}

/** @param known the value that suffices on the developer's own machine; in public a forger would have it, too */
function secretOf(name: string, text: string | undefined, known: string, isLocal: boolean): string {
  if (isLocal && text === undefined) return known;
  if (text && (isLocal || text !== known)) return text;
  throw new Error(`${name} must be set when the demo has a public address (generate one: openssl rand -hex 32).`);
}

function cardServerOf(env: Readonly<Record<string, string | undefined>>): CardServerSettings | undefined {
  const url = env['CARD_SERVER_URL'];
  if (url === undefined) return undefined;
  const [hooksKey, sessionsSecret] = ['SHOP_HOOKS_SECRET', 'SHOP_SESSIONS_SECRET'].map((name) => {
    const secret = env[name];
    if (!secret) throw new Error(`CARD_SERVER_URL is set, so ${name} must be set to the card server's value.`);
    return secret;
  }) as [string, string];
  return { url: address('CARD_SERVER_URL', url), hooksKey, sessionsSecret };
}

/** Throws with one clear sentence when a variable is missing or invalid. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): DemoConfig {
  const port = portNumber('PORT', env['PORT'] ?? '4242');
  const publicUrl = address('PUBLIC_URL', env['PUBLIC_URL'] ?? `http://localhost:${port}`);
  const clientId = env['EXIMPE_CLIENT_ID'];
  const simulated = clientId === undefined;
  if (!simulated && publicUrl.startsWith('http:')) {
    throw new Error('With EXIMPE_CLIENT_ID, PUBLIC_URL must be the https:// address that shoppers and EximPe use.');
  }
  for (const name of ['EXIMPE_CLIENT_SECRET', 'EXIMPE_ENCRYPTION_KEY']) {
    if (!simulated && !env[name]) throw new Error(`EXIMPE_CLIENT_ID is set, so ${name} must be set too.`);
  }
  const simulatorUrl = `http://localhost:${portNumber('SIMULATOR_PORT', env['SIMULATOR_PORT'] ?? '4243')}`;
  const baseUrl = env['EXIMPE_BASE_URL'] ?? (simulated ? simulatorUrl : undefined);
  const isLocal = isLoopback(publicUrl);
  const oneHost = env['DEMO_ONE_HOST'];
  return {
    port,
    host: env['HOST'] ?? '127.0.0.1',
    publicUrl,
    gatewayUrl: baseUrl === undefined ? undefined : address('EXIMPE_BASE_URL', baseUrl),
    simulated,
    database: env['DEMO_DATABASE'] ?? 'demo.sqlite',
    secret: secretOf('DEMO_SECRET', env['DEMO_SECRET'], LOCAL_SECRET, isLocal),
    clientId: clientId ?? 'sim_client',
    clientSecret: env['EXIMPE_CLIENT_SECRET'] ?? 'sim_secret',
    encryptionKey: secretOf('EXIMPE_ENCRYPTION_KEY', env['EXIMPE_ENCRYPTION_KEY'], LOCAL_ENCRYPTION_KEY, isLocal),
    merchantId: env['EXIMPE_MERCHANT_ID'],
    oneHost: (oneHost === undefined ? !isLocal : yesOrNo('DEMO_ONE_HOST', oneHost)) && simulated,
    proxies: proxyCount(env['TRUST_PROXY'] ?? (isLocal ? '0' : '1')),
    cardServer: cardServerOf(env),
    csp: 'demo',
  };
}
