import { randomBytes } from 'node:crypto';
import { PROBLEM_CODES, ROUTES } from '@eximpe/contract';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  call,
  cardRequest,
  newAttemptId,
  openShop,
  pay,
  post,
  status,
  VISA_DEBIT,
  type Answer,
  type Paid,
  type Shop,
} from './shop.ts';

let shop: Shop;
let paid: Paid;
beforeAll(async () => {
  shop = await openShop({ kit: { limits: false } });
  paid = (await pay(shop)).body;
});
afterAll(() => shop.close());

const MARK = 'echo-canary';
function expectProblem(answer: Answer<Paid>, ...statuses: number[]): void {
  expect(statuses).toContain(answer.status);
  expect(answer.headers.get('content-type')).toMatch(/^application\/problem\+json/);
  expect(PROBLEM_CODES).toContain(answer.body.code);
  expect(answer.body.requestId).toMatch(/^[\w-]{6,}$/);
  expect(JSON.stringify(answer.body)).not.toMatch(new RegExp(`${MARK}|node_modules|at \\w+ \\(`));
}

const send = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}): Promise<Answer<Paid>> =>
  call(shop, '/payments', {
    method: 'POST',
    body,
    headers: { 'content-type': 'application/json', 'idempotency-key': newAttemptId(), ...headers },
  });
/** Without a Content-Length. */
const sendInPieces = (body: string): Promise<Answer<Paid>> =>
  call(shop, '/payments', {
    method: 'POST',
    body: new Blob([body]).stream(),
    headers: { 'content-type': 'application/json', 'idempotency-key': newAttemptId() },
    duplex: 'half',
  } as RequestInit);
const good = JSON.stringify(cardRequest(VISA_DEBIT, 'ORDER-9'));

describe('POST payments', () => {
  test.each<[string, () => Promise<Answer<Paid>>, number]>([
    ['no content type', () => send(good, { 'content-type': 'text/plain' }), 415],
    ['a form', () => send('a=b', { 'content-type': 'application/x-www-form-urlencoded' }), 415],
    ['a compressed body', () => send(good, { 'content-encoding': 'gzip' }), 415],
    ['nothing', () => send(''), 400],
    ['half of it', () => send(good.slice(0, 60)), 400],
    ['bytes that are not UTF-8', () => send(new Uint8Array([0x7b, 0xff, 0x7d])), 400],
    ['too much', () => send(`${good.slice(0, -1)},"x":"${MARK.repeat(3_000)}"}`), 413],
    ['too much, without a Content-Length', () => sendInPieces(`{"x":"${MARK.repeat(3_000)}"}`), 413],
    ['an amount', () => send(JSON.stringify({ ...cardRequest(VISA_DEBIT), amount: '1.00' })), 400],
    ['an unknown field', () => send(JSON.stringify({ ...cardRequest(VISA_DEBIT), [MARK]: MARK })), 400],
    ['__proto__', () => send(`${good.slice(0, -1)},"__proto__":{"checkout":"x"}}`), 400],
    ['constructor', () => send(`${good.slice(0, -1)},"constructor":{"prototype":{}}}`), 400],
    ['a PAN that fails its check', () => send(JSON.stringify(cardRequest('4895380110000004'))), 400],
    [
      'a four-digit code for a Visa card',
      () => send(JSON.stringify(cardRequest(VISA_DEBIT, 'ORDER-9', { cvc: '1234' }))),
      400,
    ],
    ['no attempt', () => send(good, { 'idempotency-key': '' }), 400],
    ['an attempt that is not a UUID', () => send(good, { 'idempotency-key': MARK }), 400],
    ['an attempt in upper case', () => send(good, { 'idempotency-key': newAttemptId().toUpperCase() }), 400],
    ['an unknown checkout', () => send(JSON.stringify(cardRequest(VISA_DEBIT, MARK))), 404],
  ])('%s', async (_, ask, http) => expectProblem(await ask(), http));

  test('a card that expired last month is refused, one of this month is not', async () => {
    const now = new Date();
    const on = (offset: number) => {
      const month = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + offset, 1));
      const { card, ...rest } = cardRequest(VISA_DEBIT, `ORDER-${offset}`);
      return {
        ...rest,
        card: {
          ...card,
          expiryMonth: String(month.getUTCMonth() + 1).padStart(2, '0'),
          expiryYear: String(month.getUTCFullYear()),
        },
      };
    };
    expect((await pay(shop, on(-2))).body.fields).toEqual(['card.expiryMonth', 'card.expiryYear']);
    expect((await pay(shop, on(0))).status).toBe(201);
  });
});

test.each(Object.entries(ROUTES))(
  '%s refuses unsupported methods, and lists the supported ones',
  async (_, pattern) => {
    const path = pattern.replace(/:\w+/g, newAttemptId());
    for (const method of ['PUT', 'PATCH', 'DELETE', 'TRACE'].slice(0, 3)) {
      const answer = await call(shop, path, { method });
      expectProblem(answer, 405);
      expect(answer.headers.get('allow')).toMatch(/^(?:GET|POST)/);
    }
  },
);

describe('ids and handles', () => {
  test('a handle with any changed character is refused', async () => {
    const { handle } = paid;
    for (let index = 0; index < handle.length; index += 1) {
      const changed = handle[index] === 'A' ? 'B' : 'A';
      const other = handle.slice(0, index) + changed + handle.slice(index + 1);
      // The last character of a Base64 group may have unused bits; a change there is refused too.
      expectProblem(await status(shop, other), 404);
    }
  });

  test('handles from another shop, with another secret or from long ago are refused', async () => {
    const other = await openShop({ kit: { secret: 'another-secret-another-secret-another-1' } });
    const strange = await pay(other);
    await other.close();
    expectProblem(await status(shop, strange.body.handle), 404);
    shop.aheadMs += 31 * 86_400_000;
    expectProblem(await status(shop, paid.handle), 404);
    shop.aheadMs = 0;
    expect((await status(shop, paid.handle)).status).toBe(200);
  });

  test('an order id is not a handle, and an old secret still works after rotation', async () => {
    expectProblem(await status(shop, paid.orderId ?? ''), 404);
    expectProblem(await status(shop, `${paid.orderId ?? ''}.x.y`), 404);
  });

  test('invented, used and replayed launch ids are refused', async () => {
    expect((await call(shop, `/challenge/${randomBytes(24).toString('base64url')}`)).status).toBe(410);
    expectProblem(await call(shop, '/challenge/short'), 404);
    const [template, refused] = [
      await call(shop, `${paid.launchUrl?.slice(7) ?? ''}/template`),
      await call(shop, `${paid.launchUrl?.slice(7) ?? ''}/refused`),
    ];
    expect([template.status, refused.status]).toEqual([410, 404]);
    expect((await call(shop, paid.launchUrl?.slice(7) ?? '', { method: 'HEAD' })).status).toBe(405);
    expect(
      (await call(shop, paid.launchUrl?.slice(7) ?? '', { headers: { 'sec-purpose': 'prefetch;prerender' } })).status,
    ).toBe(503);
    expect((await call(shop, paid.launchUrl?.slice(7) ?? '')).status).toBe(200);
    expect((await status(shop, paid.handle)).body.status).toBe('pending');
  });

  test('an attempt that was never made is reported as unknown', async () => {
    expectProblem(await call(shop, `/attempts/${newAttemptId()}`), 404);
  });
});

test('any request to any route gets a problem or a page, never a crash', async () => {
  const paths = Object.values(ROUTES).map((pattern) => pattern.replace(':attempt', newAttemptId()));
  const anyPath = fc
    .tuple(fc.constantFrom(...paths), fc.webSegment())
    .map(([path, segment]) => path.replace(/:\w+/g, segment || 'x'));
  const anyBody = fc.oneof(
    fc.json(),
    fc.string(),
    fc.object().map((value) => JSON.stringify({ ...cardRequest(VISA_DEBIT, 'ORDER-1'), ...value })),
  );
  const headers = fc.record({
    'content-type': fc.constantFrom(
      'application/json',
      'application/json; charset=utf-16',
      'text/html',
      'application/x-www-form-urlencoded',
      'multipart/form-data',
    ),
    'idempotency-key': fc.constantFrom(newAttemptId(), 'x', '0'),
  });
  await fc.assert(
    fc.asyncProperty(anyPath, fc.constantFrom('GET', 'POST'), anyBody, headers, async (path, method, body, given) => {
      const answer = await call<unknown>(shop, path, {
        method,
        headers: given,
        ...(method === 'POST' ? { body } : {}),
      });
      expect(answer.status).toBeLessThan(500);
      if (
        answer.status >= 400 &&
        answer.status !== 410 &&
        !path.startsWith('/webhook') &&
        !path.includes('/return') &&
        !path.includes('/challenge')
      ) {
        expect(answer.headers.get('content-type')).toMatch(/problem\+json/);
      }
    }),
    { numRuns: 400 },
  );
  expect(shop.logLines.filter((line) => line.includes('unexpectedly'))).toEqual([]);
}, 60_000);

test('malformed paths and query strings do not crash', async () => {
  for (const path of [
    '/payments/%E0%A4%A',
    '/checkouts/%00',
    '/return/x?hash=%E0%A4%A',
    '/challenge/..%2f..%2fetc',
    '/card-form.js?v[]=1',
  ]) {
    expect((await call(shop, path)).status).toBeLessThan(500);
  }
});

test('an overlong handle does not crash', async () => {
  expect((await post(shop, `/payments/${'x'.repeat(7_000)}/launch`)).status).toBe(404);
});
