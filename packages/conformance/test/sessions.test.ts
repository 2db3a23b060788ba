// The recipe for sessions: the kit is mounted before them, and `identifyCustomer` runs them itself.
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createRequire } from 'node:module';
import { createEximpeKit, runMiddleware, type EximpeKit } from '@eximpe/server-kit';
import express5, { type RequestHandler } from 'express';
import { afterEach, describe, expect, test } from 'vitest';
import { send } from '../src/client.ts';

const require = createRequire(import.meta.url);
const express4 = require('express4') as typeof express5;
type MakeSession = (options: object) => RequestHandler;
const expressSession = require('express-session') as MakeSession;
const cookieSession = require('cookie-session') as MakeSession;

const FRAMEWORKS = { 'Express 4': express4, 'Express 5': express5 };
const SESSIONS: Readonly<Record<string, () => RequestHandler>> = {
  'express-session': () => expressSession({ secret: 's', resave: false, saveUninitialized: true, rolling: true }),
  'cookie-session': () => cookieSession({ secret: 's' }),
};

const RETURN = '/return/3f0e8a52-0a55-4f0e-9d2c-0d7f4a7a1c11';

interface WithSession extends IncomingMessage {
  session?: { userId?: string } | null;
}

let kit: EximpeKit;
let server: ReturnType<typeof createServer>;
const logLines: string[] = [];

/** @param runs whether the hook runs the session; @param isInFront whether the app does so before the kit, by mistake */
async function open(express: typeof express5, session: RequestHandler, runs: boolean, isInFront = false) {
  logLines.length = 0;
  const write = (details: object, message: string): void => void logLines.push(`${message} ${JSON.stringify(details)}`);
  kit = createEximpeKit<WithSession>({
    clientId: 'c',
    clientSecret: 's',
    encryptionKey: 'k',
    environment: 'sandbox',
    baseUrl: 'http://127.0.0.1:9',
    publicUrl: 'http://localhost',
    unsafeAllowHttp: true,
    cardTypes: 'ask',
    secret: 'a-secret-that-only-these-tests-use-01',
    log: { info: write, warn: write, error: write },
    resolveCheckout: () => ({
      amount: '1000.00',
      currency: 'INR',
      buyer: { name: 'Asha', email: 'a@example.com', phone: '+919876543210', address: { postalCode: '682002' } },
      product: { name: 'Runner', typeOfGoods: 'physical_goods', hsCode: '63025100' },
      invoice: { number: 'INV-1' },
    }),
    ...(runs
      ? {
          identifyCustomer: async ({ native }) => (await runMiddleware(session, native)).session?.userId,
        }
      : { identifyCustomer: ({ native }) => native.session?.userId }),
  });
  const app = express();
  if (isInFront) app.use(session);
  app.use('/eximpe', kit.router);
  if (!isInFront) app.use(session);
  app.get('/login', (request, response) => {
    const kept = (request as WithSession).session;
    if (kept) kept.userId = 'user-7';
    response.send('in');
  });
  app.get('/who', (request, response) => void response.send((request as WithSession).session?.userId ?? 'nobody'));
  server = createServer(app);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const login = await fetch(`${url}/login`);
  return {
    url,
    cookie: login.headers
      .getSetCookie()
      .map((one) => one.split(';')[0])
      .join('; '),
  };
}

afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await kit.close();
});

const savesCards = async (url: string, cookie?: string): Promise<unknown> => {
  const answer = await send(url, '/checkouts/ORDER-1', cookie ? { headers: { cookie } } : {});
  expect(answer.headers['set-cookie']).toBeUndefined();
  return answer.json['savesCards'];
};

describe.each(Object.entries(FRAMEWORKS))('%s', (_, express) => {
  describe.each(Object.entries(SESSIONS))('%s', (__, makeSession) => {
    test('names the logged-in customer, nobody else, and leaves the session unchanged', async () => {
      const { url, cookie } = await open(express, makeSession(), true);
      expect(await savesCards(url)).toBe(false);
      expect(await savesCards(url, 'other=1')).toBe(false);
      expect(await savesCards(url, cookie)).toBe(true);
      const returned = await send(url, RETURN, { method: 'POST' });
      expect(returned.headers['set-cookie']).toBeUndefined();
      expect(await (await fetch(`${url}/who`, { headers: { cookie } })).text()).toBe('user-7');
      expect(logLines.join('\n')).not.toContain('EXIMPE_SESSION_BEFORE_RETURN');
    });

    test('in front of the kit it is reported, and can’t replace the session of a shopper who comes back', async () => {
      const { url, cookie } = await open(express, makeSession(), false, true);
      const returned = await send(url, RETURN, { method: 'POST' });
      expect(returned.headers['set-cookie']).toBeUndefined();
      expect(await (await fetch(`${url}/who`, { headers: { cookie } })).text()).toBe('user-7');
      expect(logLines.filter((line) => line.includes('EXIMPE_SESSION_BEFORE_RETURN'))).toHaveLength(1);
    });
  });
});

test('if the hook forgets to run it, no customer is named, and that is reported once', async () => {
  const session = SESSIONS['express-session']?.();
  if (!session) throw new Error('no session');
  const { url, cookie } = await open(express5, session, false);
  const said = (): number => logLines.filter((line) => line.includes('EXIMPE_NOBODY_IDENTIFIED')).length;
  for (let request = 0; request < 30; request += 1) await savesCards(url);
  expect(said()).toBe(0);
  for (let request = 0; request < 19; request += 1) expect(await savesCards(url, cookie)).toBe(false);
  expect(said()).toBe(0);
  for (let request = 0; request < 30; request += 1) await savesCards(url, cookie);
  expect(said()).toBe(1);
});
