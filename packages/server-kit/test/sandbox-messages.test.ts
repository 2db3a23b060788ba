// In the sandbox, a problem's message is the mistake itself; in production, the log has it alone.
import { afterEach, expect, test } from 'vitest';
import { MemoryStore } from '../src/index.ts';
import {
  cardRequest,
  newAttemptId,
  openShop,
  post,
  VISA_DEBIT,
  type Paid,
  type Shop,
  type ShopOptions,
} from './shop.ts';
import { wrapped } from './wrapped-store.ts';

let shop: Shop;
afterEach(() => shop.close());

interface Mistake {
  readonly options?: ShopOptions;
  readonly headers?: Readonly<Record<string, string>>;
  readonly code: string;
  /** In the message, in the sandbox only. */
  readonly fault: RegExp;
}

/** It fails only where nothing else has a sentence for it. */
const failing = () =>
  wrapped(new MemoryStore(), () => ({
    count: () => Promise.reject(new Error('the counters are gone from redis://shop:pass-word@10.0.0.5:6379')),
  }));

const MISTAKES: Readonly<Record<string, Mistake>> = {
  'the body was read before the kit': {
    options: {
      before: (app) => void app.use((request, _response, next) => void request.resume().once('end', () => next())),
    },
    code: 'merchant_misconfigured',
    fault: /something read the request body before the kit/,
  },
  'a card over plain HTTP': {
    options: { kit: { unsafeAllowHttp: false, publicUrl: 'https://shop.example' } },
    headers: { 'x-forwarded-for': '203.0.113.5' },
    code: 'transport_insecure',
    fault: /trust proxy/,
  },
  'a page of another origin': {
    headers: { 'sec-fetch-site': 'cross-site', origin: 'https://pay.shop.example' },
    code: 'origin_refused',
    fault: /https:\/\/pay\.shop\.example .*allowedOrigins/,
  },
  'a store that fails': {
    options: { kit: { store: failing() } },
    code: 'gateway_unreachable',
    fault: /the counters are gone/,
  },
};

test.each(Object.entries(MISTAKES))('%s', async (_, { options = {}, headers = {}, code, fault }) => {
  const answerIn = async (environment: 'sandbox' | 'production'): Promise<Paid & { message?: string }> => {
    shop = await openShop({ ...options, kit: { ...options.kit, environment } });
    const sent = { 'idempotency-key': newAttemptId(), ...headers };
    return (await post(shop, '/payments', cardRequest(VISA_DEBIT), sent)).body;
  };
  const explained = await answerIn('sandbox');
  expect(explained).toMatchObject({ code, message: expect.stringMatching(fault) as string });
  expect(JSON.stringify(explained)).not.toMatch(new RegExp(`${VISA_DEBIT}|pass-word`));
  await shop.close();
  const { code: same, message } = await answerIn('production');
  expect(same).toBe(code);
  expect(message).not.toMatch(fault);
});
