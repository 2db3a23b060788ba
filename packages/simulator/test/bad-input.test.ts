// Ten thousand malformed requests: each gets an answer in a documented format, none causes a server error, and the process survives.
import { Agent, request } from 'node:http';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { startSimulator, type Simulator } from '../src/simulator.ts';
import { call, orderBody } from '../src/testing/merchant.ts';

const REQUESTS = 10_000;
const AT_ONCE = 25;

interface Attack {
  readonly method: string;
  readonly path: string;
  readonly contentType: string;
  readonly body: string;
}

/** Replacements for a field; `undefined` removes it. */
const nonsense = fc.oneof(
  fc.constant(undefined),
  fc.jsonValue({ maxDepth: 3 }),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    'x'.repeat(20_000),
    '\u0000',
    '\ud800',
    '٠١٢٣',
    '1e400',
    '-1',
    '__proto__',
    "' OR 1=1 --",
    '<script>',
    '${7*7}',
  ),
  fc.constantFrom(1e308, -0, 2 ** 53, Number.MIN_VALUE),
  fc.constantFrom(nested(50), nested(2_000)),
);

function nested(depth: number): unknown {
  let value: unknown = 'deep';
  for (let level = 0; level < depth; level += 1) value = level % 2 ? [value] : { value };
  return value;
}

const VALID: readonly (readonly [path: string, body: Record<string, unknown>])[] = [
  ['/pg/orders/', orderBody()],
  [
    '/pg/orders/',
    { ...orderBody(), card_details: { token: '1e6709282a21e83f43a020', identifier: 'EX0001', network: 'visa' } },
  ],
  [
    '/pg/tokens/',
    {
      identifier: 'U',
      card_number: '5506900480000008',
      cardholder_name: 'P',
      expiry_month: 5,
      expiry_year: 2030,
      network: 'mastercard',
      card_type: 'credit_card',
    },
  ],
  ['/pg/tokens/delete/', { card_token: 'x', identifier: 'U' }],
  ['/pg/bin/', { bin: '41111111' }],
  ['/pg/refunds/', { payment_id: 'PR1', refund_amount: '1.00' }],
  ['/pg/refunds/RF1/simulate-status/', { status: 'FAILED' }],
  ['/__simulator/faults', { path: '/pg/nothing/', status: 503 }],
  ['/__simulator/orders/OD1/outcome', { outcome: 'paid' }],
];

type Path = readonly string[];

/** Every path in a body, including nested ones. */
const placesOf = (value: unknown, at: Path = []): Path[] =>
  typeof value !== 'object' || value === null
    ? [at]
    : [at, ...Object.entries(value).flatMap(([key, member]) => placesOf(member, [...at, key]))];

function replaced(value: unknown, [key, ...rest]: Path, by: unknown): unknown {
  if (key === undefined) return by;
  return { ...(value as object), [key]: replaced((value as Record<string, unknown>)[key], rest, by) };
}

const damaged = fc
  .constantFrom(...VALID)
  .chain(([path, body]) =>
    fc
      .tuple(fc.constantFrom(...placesOf(body)), nonsense)
      .map(([place, by]) => ({ path, body: JSON.stringify(replaced(body, place, by)) ?? '' })),
  );

const attack: fc.Arbitrary<Attack> = fc.oneof(
  { weight: 6, arbitrary: damaged.map((damage) => ({ method: 'POST', contentType: 'application/json', ...damage })) },
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constantFrom('POST', 'PATCH', 'DELETE'),
      path: fc.constantFrom(
        '/pg/orders/',
        '/pg/orders/OD1/',
        '/pg/tokens/delete/',
        '/acs/answer',
        '/acs/authenticate',
        '/pg/callback/',
        '/x/threeDSecure/method',
      ),
      contentType: fc.constantFrom(
        'application/json',
        'application/json; charset=utf-16',
        'application/json;charset=x',
        'text/plain',
        'multipart/form-data',
        'application/x-www-form-urlencoded',
        '',
      ),
      body: fc.oneof(
        fc.string({ unit: 'binary' }),
        fc.constantFrom('{', '[', '"', 'null', 'NaN', '{"a":1}}', '[]', '1', '\ufeff{}', 'a[b]=1&MD=1&MD=2'),
      ),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      method: fc.constantFrom('GET', 'PUT', 'HEAD', 'OPTIONS', 'DELETE'),
      path: fc
        .tuple(
          fc.constantFrom(
            '/pg/orders/',
            '/pg/payments/',
            '/pg/refunds/',
            '/pg/tokens/',
            '/pg/bin/',
            '/__simulator/',
            '/acs/',
            '/',
          ),
          fc.oneof(
            fc.webPath(),
            fc.constantFrom(
              '%',
              '%zz/',
              '%00/',
              '../../etc/passwd',
              '?identifier[]=1',
              '?page=-1&page_size=1e9',
              '?from_created_at=x',
              '__proto__/',
              '?identifier=a&identifier=b',
            ),
          ),
        )
        .map(([start, end]) => start + end),
      contentType: fc.constant('application/json'),
      body: fc.constant(''),
    }),
  },
);

const agent = new Agent({ keepAlive: true, maxSockets: AT_ONCE });

function send(
  simulator: Simulator,
  { method, path, contentType, body }: Attack,
): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      'x-client-id': 'sim_client',
      'x-client-secret': 'sim_secret',
      ...(contentType ? { 'content-type': contentType } : {}),
      'content-length': Buffer.byteLength(body),
    };
    const outgoing = request({ agent, host: '127.0.0.1', port: simulator.port, method, path, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** Success, or one of the three documented shapes of an error. */
function isDocumented(text: string): boolean {
  const body = JSON.parse(text) as {
    success?: unknown;
    detail?: unknown;
    error?: { code?: unknown; type?: unknown };
    count?: unknown;
  };
  if (body.success === true || typeof body.detail === 'string' || typeof body.count === 'number') return true;
  return body.success === false && (typeof body.error?.code === 'string' || body.error?.type === 'validation_error');
}

const hasBody = (method: string): boolean => method !== 'HEAD' && method !== 'OPTIONS';

test('ten thousand malformed requests each get a documented answer', async () => {
  const faults: string[] = [];
  const simulator = await startSimulator({ log: (line) => faults.push(line), mostOrders: 50 });
  const many = fc.array(attack, { minLength: AT_ONCE, maxLength: AT_ONCE });
  await fc.assert(
    fc.asyncProperty(many, async (attacks) => {
      await Promise.all(
        attacks.map(async (one) => {
          const { status, text } = await send(simulator, one);
          if (status >= 500) throw new Error(`${status} to ${JSON.stringify(one).slice(0, 500)}`);
          if (
            one.path.startsWith('/pg/') &&
            !one.path.startsWith('/pg/callback') &&
            hasBody(one.method) &&
            !isDocumented(text)
          )
            throw new Error(`Not documented: ${text.slice(0, 200)}`);
        }),
      );
    }),
    { numRuns: REQUESTS / AT_ONCE, endOnFailure: true },
  );
  expect(faults).toEqual([]);
  expect((await call(simulator, 'POST', '/pg/orders/', orderBody())).status).toBe(200);
  agent.destroy();
  await simulator.close();
}, 300_000);
