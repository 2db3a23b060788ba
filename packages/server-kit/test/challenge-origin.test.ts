// A separate host for banks' pages with scripts: they have a real origin there, with nothing else on it.
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ROUTES } from '@eximpe/contract';
import { request } from 'undici';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEximpeKit, type EximpeKitError } from '../src/index.ts';
import { SIMULATOR_CREDENTIALS } from '@eximpe/simulator';
import { call, cardRequest, CHECKOUT, openShop, pay, SECRET, VISA_DEBIT, type Shop } from './shop.ts';

/** The proxy in front of the separate host. */
interface Front {
  readonly origin: string;
  close(): Promise<void>;
}

async function openFront(answer: (path: string, response: ServerResponse) => void | Promise<void>): Promise<Front> {
  const server = createServer((asked, response) => void answer(asked.url ?? '/', response));
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close() {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}

let shop: Shop;
let front: Front;
let passOn = async (path: string, response: ServerResponse): Promise<void> => {
  const host = new URL(front.origin).host;
  const { statusCode, headers, body } = await request(shop.url + path, { headers: { host } });
  response.writeHead(statusCode, headers).end(Buffer.from(await body.arrayBuffer()));
};
const properly = passOn;

beforeEach(async () => {
  passOn = properly;
  front = await openFront((path, response) => passOn(path, response));
  shop = await openShop({ kit: { challengeOrigin: front.origin, limits: false } });
});
afterEach(async () => {
  await shop.close();
  await front.close();
});

/** Up to a launch page that was shown once. */
async function launched(): Promise<string> {
  const { body } = await pay(shop, cardRequest(VISA_DEBIT));
  await call(shop, (body.launchUrl ?? '').slice('/eximpe'.length));
  return body.launchUrl ?? '';
}

test('the launch page sends a template with scripts there, and its form may not post there', async () => {
  const { body } = await pay(shop, cardRequest(VISA_DEBIT));
  const page = await call<string>(shop, (body.launchUrl ?? '').slice('/eximpe'.length));
  expect(page.body).toContain(`"scriptedUrl":"${front.origin}${body.launchUrl}/template?lang=en"`);
  const own = /"ownOrigins":(\[[^\]]*\])/.exec(page.body)?.[1] ?? '';
  expect(JSON.parse(own)).toContain(front.origin);
});

test('a template has its own origin there and no opener, and an opaque origin on the shop’s host', async () => {
  const template = `${await launched()}/template`;
  const there = await fetch(front.origin + template);
  expect(there.status).toBe(200);
  expect(there.headers.get('content-security-policy')).toMatch(/^form-action https:/);
  expect(await there.text()).toContain('<script>opener=null</script>');
  const here = await fetch(shop.url + template);
  expect(here.headers.get('content-security-policy')).toMatch(/^sandbox allow-scripts allow-forms allow-modals;/);
});

test('no other route of the kit answers there', async () => {
  const launch = await launched();
  const asked = Object.keys(ROUTES)
    .filter((name) => name !== 'challengeTemplate')
    .map((name) => ROUTES[name as keyof typeof ROUTES].replace(/:launchId/, launch.split('/').at(-1) ?? ''))
    .map((path) => path.replace(/:\w+/g, 'x'));
  expect(asked.length).toBeGreaterThan(8);
  for (const path of asked) expect([path, (await fetch(`${front.origin}/eximpe${path}`)).status]).toEqual([path, 404]);
});

test.each(['CHALLENGE.example', 'challenge.example.', 'challenge.example:443', 'challenge.example.:443'])(
  'no other route answers there if the host is written as %s',
  async (host) => {
    const other = await openShop({ kit: { challengeOrigin: 'https://challenge.example' } });
    const { statusCode, body } = await request(`${other.url}/eximpe/health`, { headers: { host } });
    await body.dump();
    expect(statusCode).toBe(404);
    await other.close();
  },
);

describe('the doctor', () => {
  const finding = async () =>
    (await shop.kit.doctor('/eximpe')).find(({ check }) => check === 'challenge origin') ?? expect.unreachable();

  test('accepts a correct challenge origin', async () => {
    expect(await finding()).toMatchObject({ ok: true, says: expect.stringContaining('and nothing else') as string });
  });
  test.each<[string, typeof passOn, RegExp]>([
    [
      'another site',
      async (_, response) => void response.end('<h1>Parked'),
      /returns 200 for a template: route that host/,
    ],
    [
      'a proxy that does not pass on the Host header',
      async (path, response) => {
        const { statusCode, body } = await request(shop.url + path);
        response.writeHead(statusCode).end(await body.text());
      },
      /the proxy in front must pass on the Host header/,
    ],
    [
      'a cookie',
      async (path, response) => {
        response.setHeader('set-cookie', 'load-balancer=1');
        return properly(path, response);
      },
      /sets a cookie/,
    ],
    ['a host that does not answer', async (_, response) => void response.destroy(), /no usable answer from/],
  ])('names %s', async (_, wrongly, says) => {
    passOn = wrongly;
    expect(await finding()).toMatchObject({ ok: false, says: expect.stringMatching(says) as string });
  });
});

test.each<[string, Record<string, unknown>, RegExp]>([
  ['the shop’s own host', { challengeOrigin: 'https://shop.example' }, /must be a separate host/],
  [
    'a host with pages of the shop',
    { challengeOrigin: 'https://www.shop.example', allowedOrigins: ['https://www.shop.example'] },
    /must be a separate host/,
  ],
  ['plain HTTP', { challengeOrigin: 'http://challenge.example' }, /must be https/],
  ['an address with a path', { challengeOrigin: 'https://challenge.example/eximpe' }, /challengeOrigin/],
])('%s is refused as a challenge origin', (_, options, says) => {
  const create = () =>
    createEximpeKit({
      ...SIMULATOR_CREDENTIALS,
      environment: 'sandbox',
      publicUrl: 'https://shop.example',
      secret: SECRET,
      resolveCheckout: () => ({ ...CHECKOUT }),
      onPaid: () => {},
      ...options,
    });
  expect(create).toThrow(
    expect.objectContaining<Partial<EximpeKitError>>({
      code: 'EXIMPE_OPTIONS_INVALID',
      message: expect.stringMatching(says) as string,
    }),
  );
});
