// The card server: the kit on Node's own server, without a shop around it. Its hooks are signed HTTP requests to the shop.
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';
import { blind, createEximpeKit, type Log } from '@eximpe/server-kit';
import type { Settings } from './environment.ts';
import { createFrame } from './frame/frame.ts';
import { createDeliveries } from './hooks/deliver.ts';
import { connectToShop } from './hooks/post.ts';
import { createResolver } from './hooks/resolve.ts';
import { createResolveCheckout } from './hooks/resolve-checkout.ts';
import { createPayPage } from './pay-page/pay-page.ts';
import { createRouting } from './routing.ts';
import { storeAt, type StoreAt } from './store-at.ts';

export interface CardServer {
  /** The port on which it listens; with `PORT=0`, the one that the system chose. */
  readonly port: number;
  /** Refuses new payments, answers those under way, delivers waiting messages, then closes everything. Further calls do nothing more. */
  close(): Promise<void>;
}

/** Slow clients can't hold a connection for ever; an event stream has sent its whole request long before. */
const LONGEST_HEADERS_MS = 10_000;
const LONGEST_REQUEST_MS = 30_000;

/** By then every request is answered. Browsers also open connections in advance, on which they never send a request. */
const LINGER_MS = 2_000;

/** If the store can't be reached at the start, the server waits for it; until then `/healthz` says that it takes no requests. */
const PREPARE_EVERY_MS = 2_000;

/** Rejects when the port is not free, or when the file of a SQLite store can't be opened. */
export async function startCardServer(settings: Settings, givenLog: Log): Promise<CardServer> {
  const log = blind(givenLog);
  const place = storeAt(settings.STORE_URL);
  const shop = connectToShop({
    url: settings.SHOP_HOOKS_URL,
    keys: rotated(settings.SHOP_HOOKS_SECRET, settings.SHOP_HOOKS_SECRET_PREVIOUS),
  });
  const resolve = createResolver(shop.post, settings.SHOP_RESOLVE_TIMEOUT_MS);
  const publicUrl = new URL(settings.PUBLIC_URL);
  const kit = createEximpeKit({
    environment: settings.EXIMPE_ENVIRONMENT,
    clientId: settings.EXIMPE_CLIENT_ID,
    clientSecret: settings.EXIMPE_CLIENT_SECRET,
    merchantId: settings.EXIMPE_MERCHANT_ID,
    encryptionKey: rotated(settings.EXIMPE_ENCRYPTION_KEY, settings.EXIMPE_ENCRYPTION_KEY_PREVIOUS),
    baseUrl: settings.EXIMPE_BASE_URL,
    secret: rotated(settings.EXIMPE_KIT_SECRET, settings.EXIMPE_KIT_SECRET_PREVIOUS),
    ...(settings.SHOP_SESSIONS_SECRET === undefined
      ? {}
      : {
          checkoutSessions: {
            secret: rotated(settings.SHOP_SESSIONS_SECRET, settings.SHOP_SESSIONS_SECRET_PREVIOUS),
          },
        }),
    publicUrl: publicUrl.origin,
    shopName: settings.SHOP_NAME,
    shopLogo: settings.PAGE_LOGO_URL,
    pageTokens: settings.PAGE_TOKENS,
    allowedOrigins: settings.SHOP_ORIGINS,
    limits: settings.LIMITS,
    trustProxy: settings.TRUST_PROXY,
    unsafeAllowHttp: settings.UNSAFE_ALLOW_HTTP,
    store: place.store,
    log,
    resolveCheckout: createResolveCheckout(resolve, publicUrl),
    ...createDeliveries(shop.post, settings.SHOP_DELIVERY_TIMEOUT_MS),
  });
  const looks = {
    shopName: settings.SHOP_NAME ?? publicUrl.host,
    logoUrl: settings.PAGE_LOGO_URL,
    language: settings.PAGE_LANGUAGE,
    tokens: settings.PAGE_TOKENS,
  };
  const payPage = createPayPage(kit, publicUrl, looks);
  const frame = createFrame(settings.SHOP_ORIGINS, publicUrl.protocol === 'https:', looks);
  const server = createServer(
    { headersTimeout: LONGEST_HEADERS_MS, requestTimeout: LONGEST_REQUEST_MS },
    createRouting(kit, payPage, frame),
  );
  const closing = new AbortController();
  const closeAll = async (): Promise<void> => {
    closing.abort();
    await kit.close();
    await Promise.all([ended(server), shop.close()]);
    await place.close();
  };
  try {
    await listening(server, settings);
  } catch (error) {
    await closeAll();
    throw error;
  }
  void prepared(place, closing.signal, log);
  let closed: Promise<void> | undefined;
  return { port: (server.address() as AddressInfo).port, close: () => (closed ??= closeAll()) };
}

async function prepared(place: StoreAt, signal: AbortSignal, log: Log): Promise<void> {
  while (!signal.aborted) {
    try {
      return await place.prepare();
    } catch (error) {
      log.error({ err: error }, "the store's tables can't be brought up to date yet");
      await setTimeout(PREPARE_EVERY_MS, undefined, { signal }).catch(() => undefined);
    }
  }
}

/** The new one is first: it signs. */
const rotated = (current: string, previous: string | undefined): readonly string[] =>
  previous === undefined ? [current] : [current, previous];

const listening = (server: Server, { PORT, HOST }: Settings): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(PORT, HOST, () => {
      server.off('error', reject);
      resolve();
    });
  });

const ended = (server: Server): Promise<void> =>
  new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    setTimeout(LINGER_MS, undefined, { ref: false }).then(
      () => server.closeAllConnections(),
      () => undefined,
    );
  });
