// The page guard over real HTTP: the headers of a page, reports from browsers, and the doctor's check of a changed page.
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import express from 'express';
import helmet from 'helmet';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createPageGuard, examine, type PageInventory } from '../src/index.ts';
import { pageCommand } from '../src/page-guard/command.ts';
import { hashOf } from '../src/page-guard/compare.ts';
import { FORM_FILES } from '../src/page-guard/draft.ts';
import { call, openShop, VISA_DEBIT, type Shop } from './shop.ts';

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server: Server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  closers.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  return `http://localhost:${(server.address() as AddressInfo).port}`;
}

describe('a page gets the headers', () => {
  const guard = createPageGuard({ inventory: { scripts: [] }, origin: 'https://shop.example' });

  test('from Express, after helmet', async () => {
    const app = express();
    app.use(helmet());
    app.get('/checkout', guard.middleware, (_request, response) => void response.send('<p>Checkout'));
    const answer = await fetch(`${await serve(app)}/checkout`);
    expect(await answer.text()).toBe('<p>Checkout');
    expect(Object.fromEntries(answer.headers)).toMatchObject(guard.headers);
  });

  test('from bare node:http', async () => {
    const url = await serve((request, response) => {
      guard.middleware(request, response);
      response.end('<p>Checkout');
    });
    expect(Object.fromEntries((await fetch(url)).headers)).toMatchObject(guard.headers);
  });

  test('in a web Response, whatever policy it had', async () => {
    const answer = guard.protect(
      new Response('<p>Checkout', { status: 201, headers: { 'Content-Security-Policy': '*', 'x-own': 'stays' } }),
    );
    expect(answer.status).toBe(201);
    expect(await answer.text()).toBe('<p>Checkout');
    expect(Object.fromEntries(answer.headers)).toMatchObject({ ...guard.headers, 'x-own': 'stays' });
  });
});

describe('browser reports', () => {
  let shop: Shop;
  beforeAll(async () => {
    shop = await openShop();
  });
  afterAll(() => shop.close());
  beforeEach(() => {
    shop.events.length = 0;
    shop.logLines.length = 0;
  });

  const report = (body: unknown, type = 'application/csp-report', headers: Record<string, string> = {}) =>
    call(shop, '/page-reports', {
      method: 'POST',
      headers: { 'content-type': type, ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
  const BLOCKED = `https://evil.example/c/${VISA_DEBIT}?n=${VISA_DEBIT}`;
  const EVENT = { type: 'page.blocked', directive: 'connect-src', blocked: 'evil.example', by: null, page: null };

  test.each<[string, string, unknown]>([
    [
      'report-uri',
      'application/csp-report',
      { 'csp-report': { 'effective-directive': 'connect-src', 'blocked-uri': BLOCKED } },
    ],
    [
      'report-to',
      'application/reports+json',
      [{ type: 'csp-violation', body: { effectiveDirective: 'connect-src', blockedURL: BLOCKED } }],
    ],
  ])('by %s become an event and a line in the log, without a card', async (_, type, body) => {
    expect((await report(body, type)).status).toBe(204);
    expect(shop.events).toEqual([{ ...EVENT, enforced: true }]);
    expect(shop.logLines).toEqual([expect.stringContaining('the policy of the checkout page')]);
    expect(JSON.stringify([shop.events, shop.logLines])).not.toContain(VISA_DEBIT.slice(0, 8));
  });

  test.each<[string, () => ReturnType<typeof report>, number]>([
    ['with another content type', () => report('a=b', 'application/x-www-form-urlencoded'), 415],
    ['that are not JSON', () => report('{'), 400],
    ['that are not reports', () => report({ card: VISA_DEBIT }), 400],
    ['that are too large', () => report(`{"csp-report":{"x":"${'x'.repeat(70_000)}"}}`), 413],
    ['from another site', () => report({ 'csp-report': {} }, undefined, { origin: 'https://evil.example' }), 403],
  ])('%s are refused without an event', async (_, send, status) => {
    expect((await send()).status).toBe(status);
    expect(shop.events).toEqual([]);
  });

  test('are limited per address', async () => {
    const narrow = await openShop({ kit: { limits: { pageReports: { points: 2, seconds: 600 } } } });
    closers.push(() => narrow.close());
    const statuses: number[] = [];
    for (let index = 0; index < 3; index += 1) {
      const { status } = await call(narrow, '/page-reports', {
        method: 'POST',
        headers: { 'content-type': 'application/csp-report' },
        body: '{"csp-report":{}}',
      });
      statuses.push(status);
    }
    expect(statuses).toEqual([204, 204, 429]);
    expect(narrow.events.map(({ type }) => type)).toEqual(['page.blocked', 'page.blocked', 'limit.reached']);
  });
});

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'eximpe-page-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function doctor(...args: string[]): Promise<{ code: number; out: string; err: string }> {
  const said = { out: '', err: '' };
  const code = await pageCommand(args, {
    out: (text) => void (said.out += text),
    err: (text) => void (said.err += text),
  });
  return { code, ...said };
}

describe('the doctor compares a page with its inventory', () => {
  const SHOP_JS = 'addEventListener("click", () => {});';
  const LATER_JS = 'export {};';
  const INLINE = 'document.title = "Checkout";';
  const hash = (text: string): string => hashOf(Buffer.from(text));
  const INVENTORY: PageInventory = {
    scripts: [
      { source: '/shop.js', why: 'opens the | basket', integrity: hash(SHOP_JS) },
      { source: '/later.js', why: 'the map of shops', integrity: hash(LATER_JS), later: true },
      { source: 'inline', why: 'names the page', integrity: hash(INLINE) },
      { source: '/chat/', why: 'the chat; its maker changes it', integrity: null },
      { source: '/chat/own.js', why: 'the chat’s button, ours', integrity: hash(LATER_JS), later: true },
    ],
    headers: { 'referrer-policy': 'same-origin' },
  };

  interface Page {
    html: string;
    files: Record<string, string>;
    headers: Record<string, string>;
    status: number;
  }
  const HTML = `<!doctype html><title>Shop</title><script src="/shop.js?v=1" integrity="${hash(SHOP_JS)}"></script><script>${INLINE}</script><script src="/chat/a.js"></script>`;

  async function open(change: (page: Page) => void = () => undefined): Promise<string> {
    const page: Page = {
      html: HTML,
      files: { '/shop.js': SHOP_JS, '/later.js': LATER_JS, '/chat/own.js': LATER_JS, '/chat/a.js': `${Date.now()}` },
      headers: { 'referrer-policy': 'same-origin' },
      status: 200,
    };
    const url = await serve((request, response) => {
      const path = request.url?.split('?')[0] ?? '';
      if (path === '/checkout') {
        createPageGuard({ inventory: INVENTORY, origin: url }).middleware(request, response);
        change(page);
        response.setHeader('content-type', 'text/html; charset=utf-8');
        for (const [name, value] of Object.entries(page.headers)) response.setHeader(name, value);
        response.writeHead(page.status).end(page.html);
      } else response.writeHead(path in page.files ? 200 : 404).end(page.files[path]);
    });
    return url;
  }
  const fileOf = (inventory: unknown): string => {
    const file = join(folder, 'inventory.json');
    writeFileSync(file, typeof inventory === 'string' ? inventory : JSON.stringify(inventory));
    return file;
  };

  test('exits with 0 for a page as listed, and prints the table that an assessor needs', async () => {
    const url = await open();
    const { code, out, err } = await doctor(`${url}/checkout?session=secret`, '--inventory', fileOf(INVENTORY));
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toContain(
      `| ${url}/shop.js | opens the \\| basket | ${hash(SHOP_JS)} | its tag’s integrity | as listed |`,
    );
    expect(out).toContain(`| ${url}/later.js | the map of shops | ${hash(LATER_JS)} | this check | as listed |`);
    expect(out).toContain(`| inline | names the page | ${hash(INLINE)} | its hash, in the policy | as listed |`);
    expect(out).toMatch(/\/chat\/a\.js \| the chat; its maker changes it \| sha384-\S+ \| its address \| as listed \|/);
    expect(out).toContain('| referrer-policy | same-origin | same-origin | as listed |');
    expect(out).toContain('Everything matches the inventory.');
    expect(out).not.toContain('session');
  });

  test.each<[string, (page: Page) => void, RegExp]>([
    [
      'an additional script',
      (page) => (page.html += '<script src="https://127.0.0.1:1/x.js"></script>'),
      /- https:\/\/127\.0\.0\.1:1\/x\.js is not in the inventory/,
    ],
    [
      'another inline script',
      (page) => (page.html = page.html.replace(INLINE, 'steal()')),
      /- inline is not in the inventory/,
    ],
    [
      'a handler',
      (page) => (page.html += '<img onerror="steal()">'),
      /- inline \(onerror of <img>\) is not in the inventory/,
    ],
    [
      'a missing script',
      (page) => (page.html = page.html.replace(/<script src="\/shop.*?<\/script>/, '')),
      /- \S+\/shop\.js is listed, but not on the page/,
    ],
    ['changed content', (page) => (page.files['/shop.js'] += 'steal()'), /- \S+\/shop\.js differs from the inventory/],
    [
      'changed content of a script that is loaded later',
      (page) => (page.files['/later.js'] += 'steal()'),
      /- \S+\/later\.js differs from/,
    ],
    [
      'changed content of a script listed below a folder',
      (page) => (page.files['/chat/own.js'] += 'steal()'),
      /- \S+\/own\.js differs from/,
    ],
    [
      'a script that can’t be loaded',
      (page) => delete page.files['/later.js'],
      /- \S+\/later\.js can't be checked: it returns 404/,
    ],
    [
      'a tag without integrity',
      (page) => (page.html = page.html.replace(/ integrity="[^"]*"/, '')),
      /- \S+\/shop\.js has no integrity="sha384-/,
    ],
    [
      'another policy',
      (page) => (page.headers['content-security-policy'] = "script-src 'self'"),
      /- content-security-policy is different/,
    ],
    [
      'a policy under which the form can’t start',
      (page) =>
        (page.headers['content-security-policy'] = "require-trusted-types-for 'script'; trusted-types dompurify"),
      /- content-security-policy is different, and keeps the card form from starting: trusted-types must name eximpe-card-form \(card-form\.js\) or lit-html/,
    ],
    [
      'an additional header',
      (page) => (page.headers['x-frame-options'] = 'DENY'),
      /- x-frame-options is not in the inventory/,
    ],
    ['a changed header', (page) => (page.headers['referrer-policy'] = 'unsafe-url'), /- referrer-policy is different/],
  ])('exits with 1 and reports %s', async (_, change, says) => {
    const { code, out } = await doctor(`${await open(change)}/checkout`, '--inventory', fileOf(INVENTORY));
    expect(out).toMatch(says);
    expect(code).toBe(1);
  });

  test('keeps in a draft what a person wrote: reasons, folders, missing hashes and scripts loaded later', async () => {
    const { out } = await doctor(`${await open()}/checkout`, '--draft', '--inventory', fileOf(INVENTORY));
    const bySource = (scripts: PageInventory['scripts']) => scripts.toSorted((a, b) => (a.source < b.source ? -1 : 1));
    const drawn = JSON.parse(out) as PageInventory;
    expect(bySource(drawn.scripts)).toEqual(bySource(INVENTORY.scripts));
    expect(drawn.headers).toEqual(INVENTORY.headers);
  });

  test.each<[string, (url: string) => string[], RegExp]>([
    ['no page', (url) => [`${url}/nowhere`, '--inventory', fileOf(INVENTORY)], /returns 404/],
    ['no address', () => [], /Usage: eximpe-doctor page/],
    ['an unknown option', (url) => [url, '--inventroy', 'x'], /--inventroy/],
    ['no inventory', (url) => [`${url}/checkout`, '--inventory', join(folder, 'none.json')], /none\.json: --draft/],
    ['a broken inventory', (url) => [`${url}/checkout`, '--inventory', fileOf('{')], /JSON/],
    [
      'an inventory without a list',
      (url) => [`${url}/checkout`, '--inventory', fileOf({})],
      /EXIMPE_INVENTORY_INVALID/,
    ],
  ])('exits with 2 without a comparison for %s', async (_, args, says) => {
    const { code, out, err } = await doctor(...args(await open()));
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(says);
  });
});

test('the draft for a page with the form is a valid inventory once reasons are filled in, with all files of the form', async () => {
  const integrity = JSON.parse(
    readFileSync(new URL('../../widget/dist/integrity.json', import.meta.url), 'utf8'),
  ) as Record<string, string>;
  const ofBanksPage = 'parts/sanitized.js';
  expect(['card-form.js', ...FORM_FILES, ofBanksPage].toSorted()).toEqual(Object.keys(integrity).toSorted());

  let inventory: PageInventory = { scripts: [] };
  const shop = await openShop({
    before: (app) =>
      app.get('/checkout', (request, response) => {
        createPageGuard({ inventory, origin: `http://${request.headers.host ?? ''}` }).middleware(request, response);
        response.send(
          `<!doctype html><script type="module" src="/eximpe/card-form.js" integrity="${integrity['card-form.js']}"></script><script>1</script>`,
        );
      }),
  });
  closers.push(() => shop.close());
  const file = join(folder, 'form.json');
  const drawn = await doctor(`${shop.url}/checkout`, '--draft', '--inventory', file);
  expect(drawn).toMatchObject({ code: 0, err: '' });
  inventory = JSON.parse(drawn.out) as PageInventory;
  expect(inventory.scripts).toHaveLength(FORM_FILES.length + 2);
  expect(inventory.scripts).toContainEqual({
    source: '/eximpe/lang/hi.js',
    why: 'the card form',
    integrity: integrity['lang/hi.js'],
    later: true,
  });

  // Only a person knows why it is there.
  writeFileSync(file, drawn.out);
  expect(await doctor(`${shop.url}/checkout`, '--inventory', file)).toMatchObject({
    code: 2,
    err: expect.stringContaining('scripts.1.why: must say why'),
  });
  inventory = {
    ...inventory,
    scripts: inventory.scripts.map((script) => ({ ...script, why: script.why || 'a test' })),
  };
  writeFileSync(file, JSON.stringify(inventory));
  expect(await doctor(`${shop.url}/checkout`, '--inventory', file)).toMatchObject({ code: 0, err: '' });
  // A new draft after an upgrade keeps the reasons.
  const again = await doctor(`${shop.url}/checkout`, '--draft', '--inventory', file);
  expect((JSON.parse(again.out) as PageInventory).scripts).toEqual(inventory.scripts);
});

test('the doctor says what a page’s trusted-types has to name for the form’s file', async () => {
  const shop = await openShop();
  closers.push(() => shop.close());
  const ofForm = (await examine(`${shop.url}/eximpe`)).find(({ check }) => check === 'form script');
  expect(ofForm).toMatchObject({ ok: true, says: expect.stringMatching(/Trusted Types policy is eximpe-card-form$/) });
});
