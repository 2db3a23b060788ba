// Every route answers only by its own methods, and only at its own addresses.
import { ROUTES } from '@eximpe/contract';
import { describe, expect, test } from 'vitest';
import type { Quirks } from '../host.ts';
import { cardRequest, newAttempt, type Stage } from '../stage.ts';

/** What is at an address where nothing is known of the names in it. */
type Row = Readonly<Partial<Record<'GET' | 'HEAD' | 'POST', number>>>;

const ROWS: Readonly<Record<keyof typeof ROUTES, Row>> = {
  cardForm: { GET: 200, HEAD: 200 },
  language: { GET: 200, HEAD: 200 },
  savedCardsScript: { GET: 200, HEAD: 200 },
  part: { GET: 200, HEAD: 200 },
  theme: { GET: 200, HEAD: 200 },
  frameScript: { GET: 200, HEAD: 200 },
  challengeScript: { GET: 200, HEAD: 200 },
  checkout: { GET: 200, HEAD: 200 },
  payments: { POST: 201 },
  payment: { GET: 404, HEAD: 404 },
  launch: { POST: 404 },
  cancel: { POST: 404 },
  events: { GET: 404 },
  attempt: { GET: 404, HEAD: 404 },
  wait: { GET: 200, HEAD: 200 },
  challenge: { GET: 410 },
  challengeTemplate: { GET: 410 },
  challengeRefused: { GET: 404 },
  return: { GET: 200, POST: 200 },
  webhook: { POST: 401 },
  bin: { POST: 200 },
  savedCards: { GET: 200, HEAD: 200, POST: 404 },
  deleteSavedCard: { POST: 404 },
  pageReports: { POST: 400 },
  health: { GET: 200, HEAD: 200 },
};

const NAMES: Readonly<Record<string, string>> = {
  reference: 'ORDER-routes',
  launchId: 'A'.repeat(32),
  handle: 'nobody.knows.it',
  card: 'none',
};

function pathOf(name: keyof typeof ROUTES): string {
  const file = name === 'language' ? 'hi.js' : name === 'theme' ? 'slate.css' : 'diagnostics.js';
  return ROUTES[name].replace(/:(\w+)/g, (_, param: string) =>
    param === 'file' ? file : param === 'attempt' ? newAttempt() : (NAMES[param] ?? ''),
  );
}

function bodyFor(name: keyof typeof ROUTES): { body: string; type: string } {
  if (name === 'return') return { body: 'status=captured', type: 'application/x-www-form-urlencoded' };
  const { checkout, card } = cardRequest('ORDER-routes');
  const bodies: Partial<Record<keyof typeof ROUTES, object>> = {
    payments: { checkout, card },
    savedCards: { card },
    bin: { bin: '48953801' },
  };
  return { body: JSON.stringify(bodies[name] ?? {}), type: 'application/json' };
}

export function routes(stage: () => Stage, quirks: Quirks): void {
  describe('routes', () => {
    const names = Object.keys(ROWS) as (keyof typeof ROUTES)[];
    test.each(names)('%s answers its methods, and lists them for all others', async (name) => {
      const row = ROWS[name];
      const { body, type } = bodyFor(name);
      for (const method of ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE'] as const) {
        const isPosted = method === 'POST';
        const answer = await stage().send(pathOf(name), {
          method,
          headers: { 'idempotency-key': newAttempt(), ...(isPosted ? { 'content-type': type } : {}) },
          ...(isPosted ? { body } : {}),
        });
        const wanted = method in row ? row[method as keyof Row] : 405;
        expect([method, answer.status]).toEqual([method, wanted]);
        if (method === 'HEAD') expect(answer.bytes).toHaveLength(0);
        if (wanted === 405) expect(answer.headers['allow']).toBe(Object.keys(row).join(', '));
      }
    });

    test('HEAD has the headers of GET', async () => {
      for (const name of ['cardForm', 'checkout', 'health'] as const) {
        const [get, head] = [await stage().send(pathOf(name)), await stage().send(pathOf(name), { method: 'HEAD' })];
        for (const header of ['content-type', 'cache-control', 'etag', 'x-content-type-options']) {
          expect(head.headers[header]).toBe(get.headers[header]);
        }
      }
    });

    test('an unknown route is a problem with status 404', async () => {
      for (const path of ['/nothing', '/payments/a/b/c', '/lang/xx.js', '/lang/..%2fcard-form.js', '/']) {
        const { status, headers } = await stage().send(path);
        if (path === '/' && quirks.redirectsSlashes) continue;
        expect([path, status]).toEqual([path, 404]);
        expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      }
    });
  });

  describe('addresses', () => {
    test('a trailing slash changes nothing', async () => {
      const { status, headers } = await stage().send('/health/');
      if (!quirks.redirectsSlashes) return expect(status).toBe(200);
      expect([status, headers['location']]).toEqual([308, '/eximpe/health']);
    });

    test('a path in upper case is a different address', async () => {
      expect((await stage().send('/HEALTH')).status).toBe(404);
      expect((await stage().send('/Card-Form.js')).status).toBe(404);
    });

    test('query strings are read, whatever they contain', async () => {
      const broken = quirks.decodesAddresses ? '' : '%E0%A4%A';
      expect((await stage().send(`/card-form.js?v[]=1&__proto__=x&v=${broken}`)).status).toBe(200);
      const page = await stage().send(`/challenge/wait/${newAttempt()}?x=1&lang=hi`);
      expect(page.text).toContain('<html lang="hi"');
    });

    test('an address that can’t be decoded gets 400, never a crash', async () => {
      for (const path of ['/payments/%E0%A4%A', '/checkouts/%', '/return/%ff']) {
        const { status, headers } = await stage().send(path);
        expect(quirks.answersBadPaths ? [400, 500] : [400]).toContain(status);
        if (!quirks.answersBadPaths) expect(headers['content-type']).toMatch(/^application\/problem\+json/);
      }
      expect((await stage().send('/checkouts/%00')).status).toBe(404);
      expect((await stage().send('/checkouts/a%2Fb')).status).toBe(404);
    });

    test('hooks get percent-encoded names decoded once', async () => {
      for (const reference of [quirks.decodesAddresses ? 'ORDER-é ₹' : 'ORDER-é %41 ₹', 'ORDER-encoded']) {
        const path = `/checkouts/${encodeURIComponent(reference).replace('-', '%2D')}`;
        expect(await stage().send(path)).toMatchObject({ status: 200, json: { reference } });
      }
    });
  });
}
