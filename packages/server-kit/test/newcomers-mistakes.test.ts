// Makes each mistake on the page “Troubleshooting”, and expects the message that the page quotes. Those in the browser: e2e/one-browser/newcomers-mistakes.spec.ts.
import { readFileSync } from 'node:fs';
import { createServer, request as forward } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import express5, { type Express } from 'express';
import { afterEach, expect, test } from 'vitest';
import { examine, MemoryStore } from '../src/index.ts';
import { CHECKOUT, eventually, newAttemptId, openShop, pay, type Shop, type ShopOptions } from './shop.ts';

/** It has the types of version 5. */
const express4 = createRequire(import.meta.url)('express4') as typeof express5;

const PAGE = readFileSync(new URL('../../../docs/site/pages/troubleshooting.md', import.meta.url), 'utf8');

/** What the page quotes from the log and the doctor, in the row with this beginning. */
function sentencesOf(row: string): string[] {
  const line = PAGE.split('\n').find((each) => each.startsWith(`| ${row}`));
  if (!line) throw new Error(`The page has no row “${row}”.`);
  const said = (line.split(' | ')[1] ?? '').split('; ').filter((each) => !each.startsWith('console:'));
  return [...said.join().matchAll(/“([^”]+)”/g)].map(([, words = '']) => words);
}

const closing: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function shopWith(options: ShopOptions): Promise<Shop> {
  const shop = await openShop(options);
  closing.push(() => shop.close());
  return shop;
}
/** Lines as in a log, with their quotes. */
const logOf = ({ logLines }: Shop): string => logLines.join('\n').replaceAll('\\"', '"');
const doctorOf = async (mount: string): Promise<string> => (await examine(mount)).map(({ says }) => says).join('\n');

/** As nginx passes on `/shop/…` if `location` and `proxy_pass` end with a slash: without the prefix. */
async function withoutPrefix(shop: Shop): Promise<string> {
  const proxy = createServer((incoming, outgoing) => {
    const path = (incoming.url ?? '').replace(/^\/shop/, '');
    const { method = 'GET', headers } = incoming;
    const onward = forward(`${shop.url}${path}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve));
  closing.push(() => proxy.close());
  return `http://localhost:${(proxy.address() as AddressInfo).port}/shop/eximpe`;
}

/** A CSRF check as in frameworks, in front of the kit. */
const csrf = (app: Express): unknown =>
  app.use((request, response, next) => {
    if (request.method === 'POST' && !request.headers['x-csrf-token']) return void response.sendStatus(403);
    next();
  });

/** What the developer sees after the mistake, and how it was made if there are several ways. */
const MISTAKES: readonly (readonly [row: string, make: () => Promise<string>, how?: string])[] = [
  [
    '“The payment service is not responding”',
    async () => {
      const nobody = createServer();
      await new Promise<void>((resolve) => void nobody.listen(0, '127.0.0.1', resolve));
      const { port } = nobody.address() as AddressInfo;
      await new Promise((resolve) => nobody.close(resolve));
      const shop = await shopWith({ baseUrl: `http://localhost:${port}` });
      expect((await pay(shop)).body.code).toBe('gateway_unreachable');
      return logOf(shop);
    },
  ],
  [
    '“This shop has a technical problem” at Pay',
    async () => {
      const shop = await shopWith({ kit: { clientSecret: 'that-of-another-account' } });
      expect((await pay(shop)).body.code).toBe('merchant_misconfigured');
      return logOf(shop);
    },
  ],
  [
    'payments are decided late',
    async () => {
      const shop = await shopWith({ kit: { encryptionKey: 'that-of-production' } });
      await shop.simulator.control.force((await pay(shop)).body.orderId ?? '', 'paid');
      await eventually(() => logOf(shop).includes('no_key_fits'));
      return logOf(shop);
    },
  ],
  [
    'the same order fails after a restart',
    async () => {
      const before = await shopWith({ kit: { store: new MemoryStore() } });
      await pay(before);
      const after = await shopWith({
        baseUrl: before.simulator.url,
        withoutWebhooks: true,
        kit: { store: new MemoryStore() },
      });
      expect((await pay(after)).body.code).toBe('merchant_misconfigured');
      return logOf(after);
    },
  ],
  [
    "the bank's page answers 404 behind a proxy",
    async () => {
      const shop = await shopWith({});
      const mount = await withoutPrefix(shop);
      await fetch(`${mount}/checkouts/ORDER-1?mount=${encodeURIComponent(mount)}`);
      return logOf(shop);
    },
  ],
  [
    '“The payment service is not responding” at Pay, or a 403 on the way back',
    async () => {
      const shop = await shopWith({ before: csrf });
      return doctorOf(`${shop.url}/eximpe`);
    },
  ],
  ...Object.entries({ 'Express 4': express4, 'Express 5': express5 }).map(
    ([name, express]) =>
      [
        'the webhook answers 500',
        async () => {
          const shop = await shopWith({ createApp: express, before: (app) => app.use(express.json()) });
          return doctorOf(`${shop.url}/eximpe`);
        },
        ` in ${name}`,
      ] as const,
  ),
  [
    '“This shop has a technical problem” for some',
    async () => {
      const shop = await shopWith({
        kit: {
          resolveCheckout: () => ({ ...CHECKOUT, buyer: { ...CHECKOUT.buyer, phone: '9876543210' } }),
        },
      });
      expect((await pay(shop, undefined, newAttemptId())).body.code).toBe('merchant_misconfigured');
      return logOf(shop);
    },
  ],
];

test.each(MISTAKES.map(([row, make, how = '']) => [row + how, row, make] as const))('%s', async (_, row, make) => {
  const seen = await make();
  const sentences = sentencesOf(row);
  expect(sentences.length).toBeGreaterThan(0);
  for (const sentence of sentences) expect(seen).toContain(sentence);
});
