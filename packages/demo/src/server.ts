// A shop: it prices orders, mounts the kit at one path, and believes only what the kit tells it about money.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createEximpeKit, signCheckoutSession, type EximpeKit, type EximpeKitOptions } from '@eximpe/server-kit';
import express from 'express';
import helmet from 'helmet';
import { BANK_PATH, bankAt } from './bank-path.ts';
import { cardHooks, HOOKS_PATH } from './card-hooks.ts';
import type { CardServerSettings, DemoConfig } from './config.ts';
import { openDatabase, type Database } from './database.ts';
import { languageOf } from './language.ts';
import { modeFor, takerFor } from './modes.ts';
import { Orders, type Order } from './orders.ts';
import { atMost } from './page-limit.ts';
import { checkoutPage } from './pages/checkout-page.ts';
import { notFoundPage } from './pages/not-found-page.ts';
import { receiptPage } from './pages/receipt-page.ts';
import { counterFor } from './payments.ts';
import { greetShopper, shopperOf } from './shopper.ts';
import { STYLES } from './shops.ts';
import { fetchTestCards } from './test-cards.ts';

const CHALLENGES = ['auto', 'popup', 'iframe', 'redirect'] as const;
const THEMES = ['auto', 'light', 'dark'] as const;
/** The limit for one address, in each process of the demo. */
const PAGES_PER_MINUTE = 240;
/** The folder of the form's ready themes. */
const THEME_FILES = fileURLToPath(new URL('.', import.meta.resolve('@eximpe/card-form/themes/slate.css')));

function oneOf<const T extends string>(allowed: readonly T[], value: unknown): T {
  return allowed.find((word) => word === value) ?? (allowed[0] as T);
}

/** The query as it was typed, with `?`; empty without one. */
const queryOf = ({ url }: express.Request): string => /\?.*$/.exec(url)?.[0] ?? '';

/** Helmet's defaults, plus frames over HTTPS (and, for the simulator's bank, over loopback HTTP) for `challenge="iframe"`. */
function securityHeaders(config: DemoConfig): express.RequestHandler {
  if (config.csp === 'strict') return helmet();
  const overHttp = config.publicUrl.startsWith('http:');
  return helmet({
    // Helmet's default, same-origin, would cut a frame of another origin off from the bank's window.
    ...(config.cardServer ? { crossOriginOpenerPolicy: { policy: 'same-origin-allow-popups' } } : {}),
    contentSecurityPolicy: {
      directives: {
        frameSrc: ["'self'", 'https:', ...(overHttp ? ['http://*.localhost:*', 'http://localhost:*'] : [])],
        ...(overHttp ? { upgradeInsecureRequests: null } : {}),
      },
    },
  });
}

export interface Demo {
  readonly url: string;
  close(): Promise<void>;
}

export interface DemoOptions {
  /** Where the kit's log lines go; the console by default. */
  readonly log?: EximpeKitOptions['log'];
  /** Script of a service worker, at `/worker.js`; none by default. */
  readonly serviceWorker?: string;
  /** Velocity limits of the kit; its own by default. */
  readonly limits?: EximpeKitOptions['limits'];
}

/** Starts the shop. Port 0 takes a free one; `publicUrl` then defaults to the actual address. */
export async function startDemo(given: DemoConfig, options: DemoOptions = {}): Promise<Demo> {
  // Opened before the server takes requests: a database may be slow, or missing.
  const database = await openDatabase(given.database);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(given.port, given.host, () => resolve());
  });
  const { port } = server.address() as AddressInfo;
  const config = given.port === 0 ? { ...given, port, publicUrl: `http://localhost:${port}` } : given;
  const { app, kit } = createShop(config, database, options);
  server.on('request', app);
  return {
    url: config.publicUrl,
    async close() {
      await new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      await kit.close();
      await database.close();
    },
  };
}

function createShop(
  config: DemoConfig,
  database: Database,
  { log, limits, serviceWorker }: DemoOptions,
): { app: express.Express; kit: EximpeKit } {
  const { cardServer } = config;
  const orders = new Orders(database.orders);
  const counter = counterFor('shop', orders, config.publicUrl);
  const bank = config.oneHost && config.gatewayUrl ? bankAt(config.gatewayUrl) : undefined;
  const kit = createEximpeKit({
    clientId: config.clientId,
    clientSecret: config.clientSecret,
    encryptionKey: config.encryptionKey,
    ...(config.merchantId ? { merchantId: config.merchantId } : {}),
    environment: 'sandbox',
    ...(config.gatewayUrl ? { baseUrl: config.gatewayUrl } : {}),
    publicUrl: config.publicUrl,
    shopName: 'EximPe demo shops',
    // One mount serves all shops, so its pages around the bank's look like the first shop.
    shopLogo: '/assets/bazaar-icon.svg',
    pageTokens: { '--eximpe-accent': 'light-dark(#24348f, #a9b5ff)', '--eximpe-radius': '12px' },
    secret: config.secret,
    store: database.store,
    ...(config.simulated && config.publicUrl.startsWith('http:') ? { unsafeAllowHttp: true } : {}),
    ...(bank ? { unsafeBankPath: BANK_PATH } : {}),
    ...(log ? { log } : {}),
    // Every visitor of a simulated shop pays with the same few test cards.
    ...(config.simulated ? { limits: limits ?? { card: { points: 10_000, seconds: 3_600 } } } : {}),
    resolveCheckout: counter.priceOf,
    identifyCustomer: ({ request }) => shopperOf(request.headers.get('cookie')),
    onPaid: counter.onPaid,
    onFailed: counter.onFailed,
    onAttention: counter.onAttention,
  });

  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', config.proxies === 0 ? 'loopback' : config.proxies);
  app.use('/eximpe', kit.router);
  if (cardServer) {
    const ofCardServer = counterFor('card-server', orders, config.publicUrl);
    app.post(
      HOOKS_PATH,
      ...cardHooks({
        key: cardServer.hooksKey,
        requests: database.requests,
        counter: ofCardServer,
        publicUrl: config.publicUrl,
      }),
    );
  }
  if (bank) app.use(BANK_PATH, atMost(PAGES_PER_MINUTE), bank);
  app.use(securityHeaders(config));
  if (serviceWorker) app.get('/worker.js', (_, response) => void response.type('js').send(serviceWorker));
  if (cardServer) {
    // The card server's page shows the shop's logo.
    app.use('/assets', (_request, response, next) => {
      response.set('Cross-Origin-Resource-Policy', 'cross-origin');
      next();
    });
  }
  app.use('/assets', express.static(fileURLToPath(new URL('../public', import.meta.url))));
  app.use('/assets', express.static(fileURLToPath(new URL('../dist/client', import.meta.url))));
  app.use('/assets/themes', express.static(THEME_FILES));

  app.use(atMost(PAGES_PER_MINUTE));
  app.get('/', async (request, response) => {
    const { style, fields } = request.query;
    const { reference } = await orders.place(oneOf(STYLES, style), takerFor(fields, cardServer !== undefined));
    response.redirect(303, `/checkout/${reference}${queryOf(request)}`);
  });
  app.get('/checkout/:reference', async (request, response) => {
    const order = await orders.find(request.params.reference);
    if (!order) return void response.status(404).send(notFoundPage().text);
    const mode = modeFor(order.taker, request.query['fields'], cardServer !== undefined);
    if (!mode) {
      const query = new URLSearchParams(queryOf(request));
      query.set('style', order.style);
      return response.redirect(303, `/?${query}`);
    }
    const shopper = greetShopper(request, response, config.publicUrl.startsWith('https:'));
    const page = checkoutPage(order, {
      mode,
      cardServer: cardServer?.url,
      session: cardServer && mode === 'frame' ? sessionFor(order, cardServer, shopper) : undefined,
      challenge: oneOf(CHALLENGES, request.query['challenge']),
      theme: oneOf(THEMES, request.query['theme']),
      lang: languageOf(request, response),
      known: shopper !== undefined,
      testCards: config.simulated && config.gatewayUrl ? await fetchTestCards(config.gatewayUrl) : [],
    });
    response.set('Cache-Control', 'no-store').send(page.text);
  });
  app.get('/checkout/:reference/pay', async (request, response) => {
    const order = await orders.find(request.params.reference);
    if (!cardServer || order?.taker !== 'card-server') return void response.status(404).send(notFoundPage().text);
    const session = sessionFor(order, cardServer, shopperOf(request.headers.cookie));
    const lang = languageOf(request, response);
    const challenge = oneOf(CHALLENGES, request.query['challenge']);
    const location = `${cardServer.url}/pay/${session}?lang=${lang}&challenge=${challenge}`;
    response.set('Cache-Control', 'no-store').redirect(303, location);
  });
  app.get('/receipt/:reference', async (request, response) => {
    const order = await orders.find(request.params.reference);
    if (!order) return void response.status(404).send(notFoundPage().text);
    response.set('Cache-Control', 'no-store').send(receiptPage(order, oneOf(THEMES, request.query['theme'])).text);
  });
  app.use((_request, response) => void response.status(404).send(notFoundPage().text));
  return { app, kit };
}

/** The session names the shopper who pays with it, so that the card server knows their cards. */
const sessionFor = ({ reference, shop }: Order, { sessionsSecret }: CardServerSettings, customer?: string): string =>
  signCheckoutSession({ checkout: reference, amount: shop.total, customer }, sessionsSecret);
