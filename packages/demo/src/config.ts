// What the demo reads from the environment. Without any of it, it talks to the simulator on this machine.

export interface DemoConfig {
  readonly port: number;
  /** `127.0.0.1` unless `HOST` opens it to others. */
  readonly host: string;
  /** The address shoppers use, e.g. `https://demo.example`. */
  readonly publicUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly encryptionKey: string;
  readonly merchantId: string | undefined;
  /** EximPe's API, or the simulator's. */
  readonly gatewayUrl: string;
  /** Signs payment handles; at least 32 characters. */
  readonly secret: string;
  /** True when the gateway is the simulator: its test cards are shown, and plain HTTP to loopback is allowed. */
  readonly simulated: boolean;
  /** `strict` is helmet exactly as it comes; `demo` also allows the bank's page in a frame. */
  readonly csp: 'demo' | 'strict';
}

/** Known to everyone, so good for nothing but a machine of one's own. */
const LOCAL_SECRET = 'a-secret-for-the-demo-on-your-own-machine-only';

function isLoopback(url: string): boolean {
  const { hostname } = new URL(url);
  return hostname === 'localhost' || hostname === '127.0.0.1' || hostname.endsWith('.localhost');
}

/** Throws with one clear sentence when a variable is missing. */
export function readConfig(env: Readonly<Record<string, string | undefined>>): DemoConfig {
  const port = Number(env['PORT'] ?? 4242);
  const publicUrl = env['PUBLIC_URL'] ?? `http://localhost:${port}`;
  const gatewayUrl = env['EXIMPE_BASE_URL'] ?? `http://localhost:${env['SIMULATOR_PORT'] ?? 4243}`;
  const simulated = env['EXIMPE_CLIENT_ID'] === undefined;
  const secret = env['DEMO_SECRET'] ?? (isLoopback(publicUrl) ? LOCAL_SECRET : undefined);
  if (!secret) throw new Error('DEMO_SECRET must be set (32 characters or more) when the demo has a public address.');
  return {
    port,
    host: env['HOST'] ?? '127.0.0.1',
    publicUrl,
    gatewayUrl,
    simulated,
    secret,
    clientId: env['EXIMPE_CLIENT_ID'] ?? 'sim_client',
    clientSecret: env['EXIMPE_CLIENT_SECRET'] ?? 'sim_secret',
    encryptionKey: env['EXIMPE_ENCRYPTION_KEY'] ?? 'test_encryption_key',
    merchantId: env['EXIMPE_MERCHANT_ID'],
    csp: 'demo',
  };
}
