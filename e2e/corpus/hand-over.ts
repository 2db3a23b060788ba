// A shop with the kit, a gateway that gives any template, a bank that writes down what arrives, and a place where the same bytes are opened alone.
import { randomUUID } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { test as base, type Page } from '@playwright/test';
import { createEximpeKit } from '@eximpe/server-kit';
import { SAMPLE_CHECKOUT, SIMULATOR_CREDENTIALS } from '@eximpe/simulator';
import express from 'express';
import { linkAnswer, orderAnswer, stubGateway } from '../gateway-stub.ts';
import { listen } from '../listen.ts';

/** What a bank can see of a request that the template decides. */
export interface Arrival {
  readonly method: string | undefined;
  readonly url: string | undefined;
  /** Without what a browser draws anew each time. */
  readonly type: string;
  readonly body: string;
}

export interface HandOver {
  readonly shopUrl: string;
  /** Where banks' pages post to in this run. */
  readonly bankUrl: string;
  /** Paths of the shop that were asked for, with whether the shopper's cookie came along. */
  readonly shopRequests: { readonly method: string; readonly path: string; readonly hasCookie: boolean }[];
  /** Everything the bank was sent, and whole addresses of it. */
  readonly arrivals: Arrival[];
  /** Where each of them said it came from: `Origin`. */
  readonly origins: (string | undefined)[];
  /** Pays with this template; the address that hands the shopper to it. */
  launchUrl(template: string): Promise<string>;
  /** The same with a link to the bank, and no template. */
  launchUrlOfLink(link: string): Promise<string>;
  /** Address where these bytes are opened alone. */
  alone(bytes: Uint8Array): string;
  /** The next arrival from now on. */
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

/** Where the template's frame shows it: what this origin may keep, and what the next request says of where it comes from. */
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

/** The page that is asked for may move on before it is finished. */
export const visit = (page: Page, address: string): Promise<unknown> => page.goto(address).catch(() => undefined);

const opened =
  (ways: 'opaque' | 'native') =>
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
  async ({}: object, use: (handOver: HandOver) => Promise<void>): Promise<void> => {
    const handOver = await openHandOver(ways);
    await use(handOver);
    await handOver.close();
  };

/** One for each worker: what arrives is told apart by where a test begins. */
export const test = base.extend<object, { handOver: HandOver; nativeHandOver: HandOver }>({
  handOver: [opened('opaque'), { scope: 'worker' }],
  nativeHandOver: [opened('native'), { scope: 'worker' }],
});
