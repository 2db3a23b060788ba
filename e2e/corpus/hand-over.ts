// A shop with the kit, a gateway that returns any template, a bank that records what arrives, and a server that serves the same bytes on their own.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { test as base, type Page } from '@playwright/test';
import { createEximpeKit } from '@eximpe/server-kit';
import { SAMPLE_CHECKOUT, SIMULATOR_CREDENTIALS } from '@eximpe/simulator';
import express from 'express';
import { linkAnswer, orderAnswer, stubGateway } from '../gateway-stub.ts';
import { listen } from '../listen.ts';

/** The parts of a request that the bank sees and the template decides. */
export interface Arrival {
  readonly method: string | undefined;
  readonly url: string | undefined;
  /** Without the boundary, which is random. */
  readonly type: string;
  readonly body: string;
}

export interface HandOver {
  readonly shopUrl: string;
  /** The address that banks' pages post to in this run. */
  readonly bankUrl: string;
  /** The shop's paths that were requested, and whether the request had the shopper's cookie. */
  readonly shopRequests: { readonly method: string; readonly path: string; readonly hasCookie: boolean }[];
  /** All requests that the bank received. */
  readonly arrivals: Arrival[];
  /** The `Origin` header of each of them. */
  readonly origins: (string | undefined)[];
  /** Pays with this template. Returns the address that sends the shopper to it. */
  launchUrl(template: string): Promise<string>;
  /** The same with a link to the bank instead of a template. */
  launchUrlOfLink(link: string): Promise<string>;
  /** The address that serves these bytes on their own. */
  alone(bytes: Uint8Array): string;
  /** The next arrival. */
  next(): Promise<Arrival>;
  close(): Promise<void>;
}

async function read(request: IncomingMessage): Promise<Arrival> {
  const type = request.headers['content-type'] ?? '';
  const [, boundary = 'none'] = /boundary=(.+)/.exec(type) ?? [];
  const body = (await buffer(request)).toString('latin1');
  const steady = (text: string): string => text.replaceAll(boundary, 'BOUNDARY');
  return { method: request.method, url: request.url, type: steady(type), body: steady(body) };
}

/** Shown in the template's frame: whether this origin may store anything, and which origin its next request states. */
const FRAMED = `<!doctype html><title>Bank</title><script>
var kept; try { localStorage.setItem('a', 'kept'); kept = localStorage.getItem('a') } catch (e) { kept = e.name }
fetch('/said?storage=' + kept, { method: 'POST' });
</script>`;

/** @param ways `native`: templates that are not plain get a host of their own */
async function openHandOver(ways: 'opaque' | 'native'): Promise<HandOver> {
  const arrivals: Arrival[] = [];
  const origins: HandOver['origins'] = [];
  const waiting: ((arrival: Arrival) => void)[] = [];
  const bank = await listen(async (request, response) => {
    const arrival = await read(request);
    const page = request.url === '/framed' ? FRAMED : '<!doctype html><title>Bank</title><p>Arrived';
    response.setHeader('content-type', 'text/html').end(page);
    if (request.url === '/favicon.ico') return;
    arrivals.push(arrival);
    origins.push(request.headers.origin);
    waiting.splice(0).forEach((tell) => tell(arrival));
  });
  const pages = new Map<string, Uint8Array>();
  const alone = await listen((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(pages.get(request.url ?? '') ?? '');
  });
  let answer = orderAnswer('');
  const gateway = await stubGateway(() => answer);
  const shopRequests: HandOver['shopRequests'] = [];
  const app = express();
  const shop = await listen(app);
  const shopUrl = `http://localhost:${shop.port}`;
  const challengeOrigin = ways === 'native' ? `http://challenge.localhost:${shop.port}` : undefined;
  const kit = createEximpeKit({
    ...SIMULATOR_CREDENTIALS,
    environment: 'sandbox',
    baseUrl: gateway.url,
    publicUrl: shopUrl,
    challengeOrigin,
    secret: 'a-secret-that-only-the-corpus-uses-00001',
    unsafeAllowHttp: true,
    limits: false,
    log: { info() {}, warn() {}, error() {} },
    resolveCheckout: (reference) => ({ ...SAMPLE_CHECKOUT, invoice: { number: reference } }),
    onPaid: () => {},
  });
  app.use((request, _, next) => {
    const hasCookie = (request.headers.cookie ?? '').includes('session=');
    shopRequests.push({ method: request.method, path: request.path, hasCookie });
    next();
  });
  app.use('/eximpe', kit.router);
  app.get('/checkout', (_, response) => {
    response.setHeader('set-cookie', 'session=the-shoppers-secret; SameSite=Lax; Path=/');
    response.type('html').send('<!doctype html><title>Checkout</title><input id="pan" value="4895380110000003">');
  });
  const launchWith = async (given: string): Promise<string> => {
    answer = given;
    const card = { kind: 'new', number: '4895380110000003', expiryMonth: '05', expiryYear: '2030', cvc: '123' };
    const payment = await fetch(`${shopUrl}/eximpe/payments`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': randomUUID() },
      body: JSON.stringify({ checkout: randomUUID(), card: { ...card, holderName: 'Asha Menon', network: 'visa' } }),
    });
    const { launchUrl } = (await payment.json()) as { launchUrl?: string };
    if (!launchUrl) throw new Error('The kit refused the template before showing it.');
    return `${shopUrl}${launchUrl}`;
  };
  return {
    shopUrl,
    bankUrl: `http://bank.localhost:${bank.port}`,
    shopRequests,
    arrivals,
    origins,
    launchUrl: (template) => launchWith(orderAnswer(template)),
    launchUrlOfLink: (link) => launchWith(linkAnswer(link)),
    alone(bytes) {
      const path = `/${randomUUID()}`;
      pages.set(path, bytes);
      return `http://alone.localhost:${alone.port}${path}`;
    },
    next: () => new Promise((resolve) => void waiting.push(resolve)),
    async close() {
      await kit.close();
      await gateway.close();
      await Promise.all([bank.close(), alone.close(), shop.close()]);
    },
  };
}

/** The requested page may navigate on before it has loaded. */
export const visit = (page: Page, address: string): Promise<unknown> => page.goto(address).catch(() => undefined);

const opened =
  (ways: 'opaque' | 'native') =>
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
  async ({}: object, use: (handOver: HandOver) => Promise<void>): Promise<void> => {
    const handOver = await openHandOver(ways);
    await use(handOver);
    await handOver.close();
  };

/** One for each worker: a test looks only at what arrives after it began. */
export const test = base.extend<object, { handOver: HandOver; nativeHandOver: HandOver }>({
  handOver: [opened('opaque'), { scope: 'worker' }],
  nativeHandOver: [opened('native'), { scope: 'worker' }],
});
