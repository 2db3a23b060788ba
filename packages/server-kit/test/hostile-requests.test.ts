// Requests that no form sends: the process survives them, and other requests are neither delayed nor misinformed.
import { request as send } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { consoleLog } from '../src/log.ts';
import { checkedResolver } from '../src/http/resolve-checkout.ts';
import type { Call } from '../src/http/call.ts';
import { withoutTrailingSlashes } from '../src/trailing-slashes.ts';
import { call, CHECKOUT, openShop, type Shop } from './shop.ts';

let shop: Shop | undefined;
const unhandled: unknown[] = [];
const hear = (reason: unknown): void => void unhandled.push(reason);
process.on('unhandledRejection', hear);
afterEach(async () => {
  await shop?.close();
  shop = undefined;
  vi.useRealTimers();
  expect(unhandled).toEqual([]);
});

/** A hand-written request; resolves with everything received until the other side closed. */
function raw(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let answer = '';
    socket.on('data', (bytes: Buffer) => (answer += bytes.toString()));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}
const portOf = (opened: Shop): number => Number(new URL(opened.url).port);

test.each([
  ['/payments///', '/payments'],
  ['///', ''],
  ['/a//b', '/a//b'],
  [`${'/'.repeat(50_000)}x`, `${'/'.repeat(50_000)}x`],
])('slashes come off the end of a path and nowhere else', (path, expected) => {
  expect(withoutTrailingSlashes(path)).toBe(expected);
});

test('middleware that breaks the answer only ends the connection', async () => {
  shop = await openShop({
    before: (app) =>
      void app.use((_request, response, next) => {
        response.writeHead = () => {
          throw new Error('no head');
        };
        next();
      }),
  });
  await expect(call(shop, '/health')).rejects.toThrow();
});

test('the rest of a refused body is not read, and the connection ends', async () => {
  shop = await openShop();
  const head = 'POST /eximpe/webhook HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n';
  const chunk = `${(300_000).toString(16)}\r\n${'x'.repeat(300_000)}\r\n`;
  const answer = await raw(portOf(shop), head + chunk);
  expect(answer).toMatch(/^HTTP\/1\.1 413 /);
  expect(answer).toMatch(/^connection: close\r$/im);
});

test('a forged Host header does not reach hooks', async () => {
  const seen: string[] = [];
  shop = await openShop({
    kit: {
      resolveCheckout(_reference, { request }) {
        seen.push(request.url);
        return CHECKOUT;
      },
    },
  });
  for (const host of ['a b:9', 'u:p@evil', 'evil.example/x?y=', '[::', 'a:99999999']) {
    await new Promise<void>((resolve, reject) => {
      const asked = send(`${shop?.url ?? ''}/eximpe/checkouts/ORDER-1`, { headers: { host } }, (answer) => {
        answer.resume();
        answer.on('end', resolve);
      });
      asked.on('error', reject);
      asked.end();
    });
  }
  expect(new Set(seen)).toEqual(new Set(['http://localhost/eximpe/checkouts/ORDER-1']));
});

test('a request target with the absolute URL, as proxies send it, is accepted', async () => {
  shop = await openShop();
  const answer = await raw(
    portOf(shop),
    'GET http://shop.example/eximpe/health HTTP/1.1\r\nHost: shop.example\r\nConnection: close\r\n\r\n',
  );
  expect(answer).toMatch(/^HTTP\/1\.1 200 /);
});

test('a forged mount path can’t add lines to the log', async () => {
  const written: string[] = [];
  const write = vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(String(text)) > 0);
  shop = await openShop({ kit: { log: consoleLog } });
  const mount = encodeURIComponent('http://x/\n[eximpe] error: FORGED\u001b[31m');
  await call(shop, `/checkouts/ORDER-1?mount=${mount}`);
  write.mockRestore();
  expect(written.filter((line) => line.includes('EXIMPE_MOUNT_ELSEWHERE'))).toHaveLength(1);
  // oxlint-disable-next-line no-control-regex -- control characters must not be there
  for (const line of written) expect(line).not.toMatch(/.\n.|\u001b/s);
});

test('a hook that never resolves is named, and its request is answered', async () => {
  vi.useFakeTimers();
  const logged: string[] = [];
  const error = (_details: object, message: string): void => void logged.push(message);
  const log = { info: error, warn: error, error };
  const resolve = checkedResolver(() => new Promise(() => undefined), '2.0.0', { log, explainsFaults: true });
  const answered = expect(resolve('ORDER-1', { hookContext: {} } as Call)).rejects.toMatchObject({
    problem: { code: 'merchant_misconfigured', message: expect.stringContaining('took longer') as string },
  });
  await vi.advanceTimersByTimeAsync(10_000);
  await answered;
  expect(logged).toEqual(['resolveCheckout threw']);
});

test('a checkout whose getter throws is reported as the shop’s mistake', async () => {
  const broken = Object.defineProperty({ ...CHECKOUT }, 'amount', {
    get() {
      throw new Error('no price');
    },
  });
  shop = await openShop({ kit: { resolveCheckout: () => broken } });
  expect((await call<{ code: string }>(shop, '/checkouts/ORDER-1')).body.code).toBe('merchant_misconfigured');
  expect(shop.logLines.join()).toContain('EXIMPE_HOOK_THREW');
});

test('kit.fetch answers any request', async () => {
  shop = await openShop();
  const post = (body: string | ReadableStream): Request =>
    new Request('http://localhost/eximpe/payments', {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID() },
      duplex: 'half',
    } as RequestInit);
  const locked = post('{}');
  locked.body?.getReader();
  const breaking = post(new ReadableStream({ start: (controller) => controller.error(new Error('gone')) }));
  const info = { remoteAddress: '127.0.0.1' };
  expect((await shop.kit.fetch(locked, info)).status).toBe(500);
  expect(shop.logLines.join()).toContain('EXIMPE_BODY_CONSUMED');
  expect((await shop.kit.fetch(breaking, info)).status).toBe(400);
  expect((await shop.kit.fetch(new Request('http://localhost/eximpe/health'), null as never)).status).toBe(200);
});
