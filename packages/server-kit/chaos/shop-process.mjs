// A shop as a process of its own: one kit for each account, all on one Redis. Prints one line for each thing that its hooks are told.
import { createServer } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { SAMPLE_CHECKOUT } from '@eximpe/simulator';
import express from 'express';
import { Redis } from 'ioredis';
import { createEximpeKit, createRedisStore } from '../dist/index.js';
import { ACCOUNTS, firstPrice, invoiceOf, isCheckout, merchantOf } from './accounts.mjs';
import { BROKEN } from './broken.mjs';
import { createChance } from './random.mjs';
import { wrapped } from './wrapped-store.mjs';

const { port, redisPort, gatewayUrl, seed, broken, secret, aheadMs } = JSON.parse(process.argv[2]);
const sabotage = BROKEN[broken] ?? {};
const chance = createChance(seed);
/** Whether hooks may throw. */
let isCalm = false;
const prices = new Map();

/** Everybody comes from one address here. */
const MANY = { points: 10_000_000, seconds: 600 };

const write = (level) => (details, message) => {
  const { err, ...rest } = details;
  process.stderr.write(`${JSON.stringify({ at: Date.now(), level, message, ...rest, err: err?.stack })}\n`);
};

/** The kit goes by its store's clock: where that is ahead, everything that was to be done later is due. */
const ahead = (store) =>
  aheadMs === 0 ? store : wrapped(store, (inner) => ({ time: async () => (await inner.time()) + aheadMs }));

/** A hook of an ordinary shop: mostly quick, at times slow, and sometimes it throws, before or after it has done its work. */
const hook = (account, name) => async (told) => {
  if (!isCalm && chance.is(0.03)) await setTimeout(chance.between(20, 600));
  if (!isCalm && chance.is(0.05)) throw new Error('the shop is down');
  process.stdout.write(`${JSON.stringify({ hook: name, account: account.name, atMs: Date.now(), told })}\n`);
  if (!isCalm && chance.is(0.03)) throw new Error('the shop has done it, and fell');
};

function createKit(account) {
  const hooks = Object.fromEntries(['onPaid', 'onFailed', 'onAttention'].map((name) => [name, hook(account, name)]));
  const store = ahead(createRedisStore(new Redis(redisPort).on('error', () => undefined)));
  return createEximpeKit({
    ...hooks,
    clientId: account.clientId,
    clientSecret: account.clientSecret,
    encryptionKey: account.encryptionKey,
    environment: 'sandbox',
    baseUrl: gatewayUrl,
    publicUrl: `http://127.0.0.1:${port}`,
    mountPath: `/${account.name}/eximpe`,
    secret,
    unsafeAllowHttp: true,
    gatewayTimeoutMs: 2_000,
    duplicateCapture: account.duplicateCapture,
    store: sabotage.store?.(store, { hooks }) ?? store,
    log: { info: write('info'), warn: write('warn'), error: write('error') },
    limits: {
      addressDeclines: MANY,
      addressCards: MANY,
      card: MANY,
      checkout: MANY,
      customerDeclines: MANY,
      customer: MANY,
      address: MANY,
      bin: MANY,
      attempt: MANY,
    },
    resolveCheckout(checkout) {
      if (!isCheckout(checkout)) return undefined;
      const amount = prices.get(`${account.name}/${checkout}`) ?? firstPrice(account, checkout);
      const merchantId = merchantOf(account, checkout);
      return {
        ...SAMPLE_CHECKOUT,
        amount,
        invoice: { number: invoiceOf(account, checkout) },
        ...(merchantId === null ? {} : { merchantId }),
      };
    },
  });
}

const app = express();
app.disable('x-powered-by');
if (sabotage.before) app.use(sabotage.before);
const kits = ACCOUNTS.map((account) => {
  const kit = createKit(account);
  app.use(`/${account.name}/eximpe`, kit.router);
  return kit;
});
const server = createServer(app);

process.on('message', (message) => {
  if (message.calm) isCalm = true;
  for (const [name, price] of message.prices ?? []) prices.set(name, price);
});
process.once('disconnect', () => process.exit());
process.once('SIGTERM', async () => {
  const closed = new Promise((resolve) => server.close(resolve));
  await Promise.all(kits.map((kit) => kit.close()));
  await closed;
  process.exit(0);
});
server.listen(port, '127.0.0.1', () => process.send({ ready: true }));
