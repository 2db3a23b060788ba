// A shop whose card server shows the form, in a frame on the shop's page or on its own page, and a simulator.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { Hook, readSettings, startCardServer, verify } from '@eximpe/card-server';
import { signCheckoutSession } from '@eximpe/server-kit';
import { SAMPLE_CHECKOUT, SIMULATOR_CREDENTIALS, startSimulator } from '@eximpe/simulator';
import { freePort } from './free-port.ts';
import { listen } from './listen.ts';
import type { Place, Shop } from './open-shop.ts';

const SESSIONS_SECRET = 'a-secret-for-sessions-of-the-journeys-0006';
const HOOKS_SECRET = Buffer.from('a-key-that-only-these-journeys-know-0002').toString('base64');

interface Order {
  /** Rupees with two decimals. */
  amount: string;
  /** Once it is paid. */
  last4?: string;
}

export interface CardServerShop extends Shop {
  /** The card server's address. */
  readonly cards: string;
  /** Sets what an order costs from now on. */
  reprice(reference: string, amount: string): void;
}

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><main style="max-width:480px;margin:24px auto;font-family:sans-serif"><h1>${title}</h1>${body}</main></html>`;

export interface CardServerShopOptions {
  readonly place: Exclude<Place, 'element'>;
  /** The shop's host name; the card server is on `localhost`, which is the same site or another one. */
  readonly host?: string;
  /** The shopper whom the shop knows, and names in the session of each page. */
  readonly customer?: string;
  /** Of the shop's pages. */
  readonly headers?: Readonly<Record<string, string>>;
}

export async function openCardServerShop({
  place,
  host = 'localhost',
  customer,
  headers,
}: CardServerShopOptions): Promise<{
  readonly shop: CardServerShop;
  close(): Promise<void>;
}> {
  const simulator = await startSimulator({ port: 0 });
  const orders = new Map<string, Order>();
  const logLines: string[] = [];
  const write = (details: unknown, message?: string): void =>
    void logLines.push(`${message ?? ''} ${JSON.stringify(details)}`);

  const server = await listen(answer);
  const url = `http://${host}:${server.port}`;
  const port = await freePort();
  const cards = `http://localhost:${port}`;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, search, searchParams } = new URL(request.url ?? '/', url);
    const [, where, reference = ''] = pathname.split('/');
    const order = orders.get(reference);
    const html = (source: string): void =>
      void response
        .writeHead(200, { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store', ...headers })
        .end(source);
    if (where === 'hooks') return hooked(request, response);
    if (where === '') {
      const made = `FORM-${randomUUID().slice(0, 8)}`;
      orders.set(made, { amount: '1000.00' });
      const location = place === 'page' ? `${cards}/pay/${made}${search}` : `/checkout/${made}${search}`;
      return void response.writeHead(303, { location }).end();
    }
    if (where === 'checkout' && order) return html(page('Checkout', checkoutBody(reference, searchParams)));
    if (where === 'receipt' && order) {
      while (order.last4 === undefined) await new Promise((resolve) => setTimeout(resolve, 50));
      return html(page('Receipt', `<p>Paid</p><p>With the card ending ${order.last4}</p>`));
    }
    response.writeHead(404).end();
  }

  const checkoutBody = (reference: string, wishes: URLSearchParams): string => {
    const checkout =
      customer === undefined
        ? reference
        : signCheckoutSession({ checkout: reference, amount: '1000.00', customer }, SESSIONS_SECRET);
    const attributes = [...wishes].map(([name, value]) => `${name}="${value}"`).join(' ');
    return `<script type="module" src="${cards}/eximpe/card-form.js"></script>
<eximpe-card-form src="${cards}" checkout="${checkout}" ${attributes}><a slot="success" href="/receipt/${reference}">View your receipt</a></eximpe-card-form>`;
  };

  async function hooked(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await text(request);
    if (!verify(body, request.headers, HOOKS_SECRET, Date.now() / 1_000)) return void response.writeHead(401).end();
    const hook = Hook.parse(JSON.parse(body));
    if (hook.type === 'payment.paid') change(hook.payment.checkout, { last4: hook.payment.last4 });
    response.writeHead(200).end(hook.type === 'checkout.resolve' ? JSON.stringify(priced(hook.reference)) : '');
  }

  const change = (reference: string, to: Partial<Order>): void => void Object.assign(orders.get(reference) ?? {}, to);

  const priced = (reference: string): object => {
    const order = orders.get(reference);
    return order
      ? {
          ...SAMPLE_CHECKOUT,
          amount: order.amount,
          invoice: { number: reference.replace(/^\w+-/, 'INV-') },
          resultUrl: `${url}/checkout/${reference}`,
          returnUrl: `${url}/receipt/${reference}`,
        }
      : { checkout: null };
  };

  const settings = readSettings(
    {
      EXIMPE_ENVIRONMENT: 'sandbox',
      EXIMPE_CLIENT_ID: SIMULATOR_CREDENTIALS.clientId,
      EXIMPE_CLIENT_SECRET: SIMULATOR_CREDENTIALS.clientSecret,
      EXIMPE_ENCRYPTION_KEY: SIMULATOR_CREDENTIALS.encryptionKey,
      EXIMPE_BASE_URL: simulator.url,
      EXIMPE_KIT_SECRET: 'a-secret-that-only-the-journeys-use-0005',
      PUBLIC_URL: cards,
      PORT: String(port),
      SHOP_NAME: 'Neel & Daughters',
      SHOP_ORIGINS: url,
      SHOP_HOOKS_URL: `${url}/hooks`,
      SHOP_HOOKS_SECRET: HOOKS_SECRET,
      ...(customer !== undefined && { SHOP_SESSIONS_SECRET: SESSIONS_SECRET }),
      STORE_URL: 'sqlite::memory:',
      UNSAFE_ALLOW_HTTP: 'true',
      // All journeys pay from one address, with a few cards.
      LIMITS: 'off',
    },
    [],
  );
  const cardServer = await startCardServer(settings, { info: write, warn: write, error: write });
  simulator.webhookUrl = `${cards}/eximpe/webhook`;
  return {
    shop: {
      url,
      cards,
      place,
      simulator,
      logLines,
      reprice: (reference, amount) => change(reference, { amount }),
    },
    close: async () => {
      // Waiting events are delivered before it ends.
      await cardServer.close();
      await server.close();
      await simulator.close();
    },
  };
}
