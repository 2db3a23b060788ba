// Invalid requests, and who may send requests.
import { PROBLEM_CODES } from '@eximpe/contract';
import { describe, expect, test } from 'vitest';
import type { Incoming, Outgoing } from '../client.ts';
import { FRIEND } from '../shop.ts';
import { cardRequest, JSON_TYPE, newAttempt, newOrder, type Stage } from '../stage.ts';

const MARK = 'echo-canary';

function expectProblem({ status, headers, json, text }: Incoming, wanted: number): void {
  expect(status).toBe(wanted);
  expect(headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(headers['cache-control']).toBe('no-store');
  expect(PROBLEM_CODES).toContain(json['code']);
  expect(json['requestId']).toMatch(/^[\w.:-]{1,100}$/);
  expect(text).not.toMatch(new RegExp(`${MARK}|4895380110000|node_modules|at \\w+ \\(`));
}

export function requests(stage: () => Stage): void {
  const good = JSON.stringify(cardRequest('ORDER-bodies'));
  const long = `{"x":"${MARK.repeat(3_000)}"}`;
  const post = (more: Outgoing): Promise<Incoming> =>
    stage().send('/payments', {
      method: 'POST',
      ...more,
      headers: { ...JSON_TYPE, 'idempotency-key': newAttempt(), ...more.headers },
    });

  describe('bodies and errors', () => {
    test.each<[string, Outgoing, number]>([
      ['too much', { body: long }, 413],
      ['too much, without a Content-Length', { pieces: [long.slice(0, 9_000), long.slice(9_000)] }, 413],
      ['without a content type', { body: good, headers: { 'content-type': '' } }, 415],
      ['a text', { body: good, headers: { 'content-type': 'text/plain' } }, 415],
      ['a form', { body: `a=${MARK}`, headers: { 'content-type': 'application/x-www-form-urlencoded' } }, 415],
      ['marked as compressed', { body: good, headers: { 'content-encoding': 'gzip' } }, 415],
      ['nothing', { body: '' }, 400],
      ['half of it', { body: `${good.slice(0, 60)}${MARK}` }, 400],
      ['no UTF-8', { body: new Uint8Array([0x7b, 0xff, 0x7d]) }, 400],
      ['an unknown field', { body: JSON.stringify({ ...cardRequest('ORDER-1'), [MARK]: MARK }) }, 400],
      ['an amount', { body: JSON.stringify({ ...cardRequest('ORDER-1'), amount: '1.00', x: MARK }) }, 400],
      ['a PAN that fails its check', { body: JSON.stringify(cardRequest('ORDER-1', '4895380110000004')) }, 400],
      ['an unknown checkout', { body: JSON.stringify(cardRequest(MARK)) }, 404],
      ['no attempt', { body: good, headers: { 'idempotency-key': MARK } }, 400],
    ])('%s is a problem, not echoed', async (_, outgoing, status) => expectProblem(await post(outgoing), status));

    test('a body in chunks is put together', async () => {
      const text = JSON.stringify(cardRequest(newOrder()));
      expect((await post({ pieces: [text.slice(0, 50), text.slice(50, 90), text.slice(90)] })).status).toBe(201);
    });

    test('404 and 405 are problems too', async () => {
      expectProblem(await stage().send(`/${MARK}`), 404);
      expectProblem(await stage().send(`/checkouts/${MARK}`), 404);
      expectProblem(await stage().send('/payments', { method: 'DELETE' }), 405);
    });
  });

  describe('origins', () => {
    const from = (origin: string, more: Outgoing = {}): Promise<Incoming> =>
      stage().send('/payments', { method: 'OPTIONS', ...more, headers: { origin, ...more.headers } });

    test('a preflight is answered for a named origin, and for no other', async () => {
      const asked = { 'access-control-request-method': 'POST' };
      const friend = await from(FRIEND, { headers: asked });
      expect(friend.status).toBe(204);
      expect(friend.headers).toMatchObject({
        'access-control-allow-origin': FRIEND,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers': 'Content-Type, Idempotency-Key',
      });
      expect(friend.headers['vary']).toMatch(/origin/i);
      const evil = await from('https://evil.example', { headers: asked });
      expect(evil.headers['access-control-allow-origin']).toBeUndefined();
    });

    test.each<[string, Record<string, string>, number]>([
      ['of the shop itself', { 'sec-fetch-site': 'same-origin' }, 201],
      ['of a named origin', { 'sec-fetch-site': 'cross-site', origin: FRIEND }, 201],
      ['of another site', { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 403],
      ['of another site, in an old browser', { origin: 'https://evil.example' }, 403],
      ['in a sandbox', { origin: 'null' }, 403],
    ])('a card from a page %s', async (_, headers, status) => {
      const answer = await post({ body: JSON.stringify(cardRequest(newOrder())), headers });
      expect(answer.status).toBe(status);
      expect(answer.headers['access-control-allow-origin']).toBe(headers['origin'] === FRIEND ? FRIEND : undefined);
      if (status === 403) expect(answer.json['code']).toBe('origin_refused');
    });
  });
}
