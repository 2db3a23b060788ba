// Behind a path prefix, and with a wrong public address: EximPe and browsers get correct addresses, or the mistake is named.
import { createServer, request as forward, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import express from 'express';
import { afterEach, expect, test } from 'vitest';
import { examine } from '../src/index.ts';
import { cardRequest, newAttemptId, openShop, VISA_DEBIT, type Paid, type Shop } from './shop.ts';

let shop: Shop | undefined;
let proxy: Server | undefined;
afterEach(async () => {
  await shop?.close();
  proxy?.closeAllConnections();
  proxy?.close();
});

/** A proxy that passes on only `/shop/…`, with or without that prefix. */
async function openProxy(keepsPrefix: boolean): Promise<string> {
  proxy = createServer((incoming, outgoing) => {
    if (!incoming.url?.startsWith('/shop/')) return void outgoing.writeHead(404).end('nothing here');
    const path = keepsPrefix ? incoming.url : incoming.url.slice('/shop'.length);
    const { method = 'GET', headers } = incoming;
    const onward = forward(`${shop?.url ?? ''}${path}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(outgoing);
    });
    incoming.pipe(onward);
  });
  await new Promise<void>((resolve) => void proxy?.listen(0, '127.0.0.1', resolve));
  return `http://localhost:${(proxy.address() as AddressInfo).port}`;
}

/** The form's first request, with the address where it found the kit. */
async function ask(mount: string): Promise<{ mountedAt?: string }> {
  const answer = await fetch(`${mount}/checkouts/ORDER-1?mount=${encodeURIComponent(mount)}`);
  return (await answer.json()) as { mountedAt?: string };
}

async function payAt(mount: string): Promise<Paid> {
  const answer = await fetch(`${mount}/payments`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': newAttemptId() },
    body: JSON.stringify(cardRequest(VISA_DEBIT)),
  });
  return (await answer.json()) as Paid;
}

const warnings = (): number => (shop?.logLines.join('\n') ?? '').split('EXIMPE_MOUNT_ELSEWHERE","help').length - 1;

interface Setup {
  readonly keepsPrefix: boolean;
  /** The path of `publicUrl`. */
  readonly publicPath: string;
  /** The path at which the app mounts the kit. */
  readonly mountedAt: string;
}

test.each<[string, Setup]>([
  ['removed by the proxy and in publicUrl', { keepsPrefix: false, publicPath: '/shop', mountedAt: '/eximpe' }],
  ['kept by the proxy and in the mount path', { keepsPrefix: true, publicPath: '', mountedAt: '/shop/eximpe' }],
])('with a path prefix %s, every address is correct', async (_, { keepsPrefix, publicPath, mountedAt }) => {
  const origin = await openProxy(keepsPrefix);
  shop = await openShop({ kit: { publicUrl: origin + publicPath }, mountPath: mountedAt });
  const mount = `${origin}/shop/eximpe`;
  expect((await ask(mount)).mountedAt).toBeUndefined();
  const paid = await payAt(mount);
  expect(paid.launchUrl).toMatch(/^\/shop\/eximpe\/challenge\//);
  expect((await fetch(origin + (paid.launchUrl ?? ''))).status).toBe(200);
  const [order] = shop.simulator.control.requests().filter(({ path }) => path === '/pg/orders/');
  expect(order?.body).toMatchObject({ return_url: `${mount}/return/${paid.attempt}` });
  expect(warnings()).toBe(0);
  const findings = await shop.kit.doctor(mountedAt);
  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
});

test.each<[string, Setup]>([
  ['removed by the proxy and missing from publicUrl', { keepsPrefix: false, publicPath: '', mountedAt: '/eximpe' }],
  [
    'kept by the proxy and repeated in publicUrl',
    { keepsPrefix: true, publicPath: '/shop', mountedAt: '/shop/eximpe' },
  ],
])(
  'with a path prefix %s, the mistake is named before anybody pays',
  async (_, { keepsPrefix, publicPath, mountedAt }) => {
    const origin = await openProxy(keepsPrefix);
    shop = await openShop({ kit: { publicUrl: origin + publicPath }, mountPath: mountedAt });
    const mount = `${origin}/shop/eximpe`;
    for (let visit = 0; visit < 2; visit += 1) {
      expect((await ask(mount)).mountedAt).toBe(`${origin}${publicPath}${mountedAt}`);
    }
    expect(warnings()).toBe(1);
    const wrong = (await examine(mount)).filter(({ ok }) => !ok);
    expect(wrong).toEqual([
      { check: 'public address', ok: false, says: expect.stringContaining('publicUrl') as string },
    ]);
  },
);

test('a publicUrl with the wrong port is named', async () => {
  shop = await openShop({ kit: { publicUrl: 'http://localhost:2' } });
  const mount = `${shop.url}/eximpe`;
  expect((await ask(mount)).mountedAt).toBe('http://localhost:2/eximpe');
  expect(warnings()).toBe(1);
  const wrong = (await examine(mount)).filter(({ ok }) => !ok);
  expect(wrong).toEqual([
    {
      check: 'public address',
      ok: false,
      says: expect.stringMatching(/ http:\/\/localhost:2\/eximpe: .*publicUrl/) as string,
    },
  ]);
  const [first] = await shop.kit.doctor();
  expect(first).toMatchObject({ check: 'HTTPS', ok: true });
  const unanswered = (await shop.kit.doctor()).filter(({ ok }) => !ok).map(({ says }) => says);
  expect(new Set(unanswered)).toEqual(
    new Set([
      'no usable answer from http://localhost:2/eximpe (ECONNREFUSED): is the shop running, and is publicUrl the address that shoppers use?',
    ]),
  );
});

test.each(['/eximpe/', '/eximpe?from=chat', '/eximpe#top'])('the doctor takes %s for the same mount', async (path) => {
  shop = await openShop();
  const findings = await examine(`${shop.url.replace('http', 'HTTP')}${path}`);
  expect(findings.filter(({ ok }) => !ok)).toEqual([]);
});

test('a forged mount parameter changes nothing', async () => {
  shop = await openShop();
  for (const mount of ['javascript:alert(1)', '%00', 'x'.repeat(5_000)]) {
    const answer = await fetch(`${shop.url}/eximpe/checkouts/ORDER-1?mount=${encodeURIComponent(mount)}`);
    expect(answer.status).toBe(200);
  }
  const paid = await payAt(`${shop.url}/eximpe`);
  expect(paid.launchUrl).toMatch(/^\/eximpe\/challenge\//);
});

test('the doctor names credentials that EximPe refuses, and what breaks webhooks in transit', async () => {
  shop = await openShop({
    kit: { clientSecret: 'wrong', encryptionKey: ['new_encryption_key', 'test_encryption_key'] },
    before: (app) => void app.use(express.json()),
  });
  const findings = Object.fromEntries((await shop.kit.doctor()).map(({ check, ok, says }) => [check, { ok, says }]));
  expect(findings['credentials']).toMatchObject({ ok: false, says: expect.stringContaining('refuses') as string });
  for (const key of ['webhook key 1', 'webhook key 2']) {
    expect(findings[key]).toMatchObject({ ok: false, says: expect.stringContaining('on the way') as string });
  }
  expect(findings['to be approved by EximPe']?.says).toContain(`${shop.url}/eximpe/webhook`);
});

test('the doctor’s own webhook does not reach hooks', async () => {
  shop = await openShop();
  await shop.kit.doctor();
  expect(shop.events).toEqual([]);
});
