import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync, brotliDecompressSync } from 'node:zlib';
import form from '@eximpe/card-form/package.json' with { type: 'json' };
import { LANGUAGE_CODES } from '@eximpe/contract';
import { request } from 'undici';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decodeTemplate } from '../src/payments/challenge/template.ts';
import { call, cardRequest, newAttemptId, openShop, pay, VISA_DEBIT, type Shop } from './shop.ts';

let shop: Shop;
beforeAll(async () => {
  shop = await openShop({ kit: { limits: false } });
});
afterAll(() => shop.close());

const dataOf = (html: string): Record<string, unknown> => {
  const json = /<script type="application\/json" id="eximpe-page">(.*?)<\/script>/s.exec(html)?.[1] ?? '';
  expect(json).not.toContain('<');
  return JSON.parse(json) as Record<string, unknown>;
};

describe('headers', () => {
  const COMMON = {
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'cross-origin-opener-policy': 'unsafe-none',
    'permissions-policy': 'camera=(), microphone=(), geolocation=(), publickey-credentials-get=*',
    'x-robots-tag': 'noindex',
  };
  const launch = async () => call<string>(shop, ((await pay(shop)).body.launchUrl ?? '').slice('/eximpe'.length));
  test.each<[string, () => Promise<{ headers: Headers }>, RegExp, string]>([
    [
      'wait',
      () => call(shop, `/challenge/wait/${newAttemptId()}`),
      /^default-src 'none'; script-src 'self' 'nonce-[\w-]+'; style-src 'nonce-[\w-]+'; form-action https: http:\/\/localhost:\* .*; base-uri 'none'; frame-ancestors 'self'$/,
      'strict-origin-when-cross-origin',
    ],
    [
      'launch',
      launch,
      /^default-src 'none'; script-src 'self' 'nonce-[\w-]+'; style-src 'nonce-[\w-]+'; frame-src https: http:\/\/localhost:\* .*; form-action https: http:\/\/localhost:\* .*; base-uri 'none'; frame-ancestors 'self'$/,
      'strict-origin-when-cross-origin',
    ],
    [
      'return',
      () => call(shop, `/return/${newAttemptId()}`),
      /^default-src 'none'; script-src 'nonce-[\w-]+'; style-src 'nonce-[\w-]+'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'$/,
      'no-referrer',
    ],
  ])('of the %s page are exact', async (_, ask, policy, referrer) => {
    const headers = Object.fromEntries((await ask()).headers);
    expect(headers).toMatchObject(COMMON);
    expect(headers['content-security-policy']).toMatch(policy);
    expect(headers['referrer-policy']).toBe(referrer);
    for (const name of ['x-frame-options', 'cross-origin-embedder-policy', 'set-cookie'])
      expect(headers[name]).toBeUndefined();
  });

  test('without unsafeAllowHttp allow forms to post only to HTTPS', async () => {
    const strict = await openShop({ kit: { unsafeAllowHttp: false, publicUrl: 'https://shop.example' } });
    const { headers } = await call(strict, `/challenge/wait/${newAttemptId()}`);
    expect(headers.get('content-security-policy')).toContain('form-action https:;');
    await strict.close();
  });
});

describe('the launch page', () => {
  test('contains the bank’s page as data that can’t break out of its element', async () => {
    const { body } = await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-2'));
    const page = await call<string>(shop, (body.launchUrl ?? '').slice(7));
    const data = dataOf(page.body);
    expect(data).toMatchObject({
      page: 'launch',
      attempt: body.attempt,
      rules: { acsHosts: null, allowLoopbackHttp: true },
    });
    expect(data['template']).toContain('<form name="payment_post"');
    expect((data['rules'] as { ownOrigins: string[] }).ownOrigins).toContain(shop.url);
  });

  test('treats sibling hosts as the shop’s, except on shared platforms', async () => {
    const allowedOrigins = ['https://pay.shop.co.in', 'https://another-shop.vercel.app'];
    const beside = await openShop({ kit: { allowedOrigins } });
    const { body } = await pay(beside, cardRequest(VISA_DEBIT));
    const page = await call<string>(beside, (body.launchUrl ?? '').slice(7));
    const { ownOrigins } = dataOf(page.body)['rules'] as { ownOrigins: string[] };
    expect(ownOrigins).toEqual([beside.url, ...allowedOrigins, 'https://shop.co.in']);
    await beside.close();
  });
});

test('a bank’s page that is not one plain form is shown for one launch, in an opaque origin', async () => {
  const { body } = await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-3'));
  const launch = (body.launchUrl ?? '').slice(7);
  expect((await call(shop, `${launch}/template`)).status).toBe(410);
  await call(shop, launch);
  const page = await call<string>(shop, `${launch}/template`);
  expect(page.headers.get('content-security-policy')).toMatch(/^sandbox allow-scripts allow-forms allow-modals; /);
  expect(page.body).toMatch(/^<script>opener=null<\/script>/);
  expect((await call(shop, `${launch}/template`)).status).toBe(200);
  await shop.later(31_000);
  expect((await call(shop, `${launch}/template`)).status).toBe(410);
});

test('a link instead of a page is handled like a page that only redirects there', async () => {
  const link = 'https://bank.example/start?a=1&b="2"';
  const gateway = createServer((asked, answer) => {
    asked.resume();
    answer.setHeader('content-type', 'application/json');
    const data =
      asked.url === '/pg/orders/' ? { order_id: 'OD1', link } : { order_id: 'OD1', status: 'payment_pending' };
    answer.end(JSON.stringify({ success: true, data }));
  });
  await new Promise<void>((resolve) => void gateway.listen(0, '127.0.0.1', resolve));
  const other = await openShop({ baseUrl: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}` });
  const { body } = await pay(other, cardRequest(VISA_DEBIT, 'ORDER-4', { mop: 'debit_card' }));
  const page = await call<string>(other, (body.launchUrl ?? '').slice(7));
  expect(dataOf(page.body)['template']).toContain(
    `content="0;url=${link.replaceAll('&', '&amp;').replaceAll('"', '&quot;')}"`,
  );
  await call(other, `${(body.launchUrl ?? '').slice(7)}/refused?reason=action_is_private`);
  expect(other.logLines.join()).toMatch(
    /came with order OD1 leads to a name on the shopper's own network \(rule action_is_private\)/,
  );
  await other.close();
  gateway.closeAllConnections();
  gateway.close();
});

test('if acsHosts is set, a page that can’t be checked against it is not shown', async () => {
  const strict = await openShop({ kit: { acsHosts: ['payu.in'] } });
  const { body } = await pay(strict, cardRequest(VISA_DEBIT, 'ORDER-5'));
  const launch = (body.launchUrl ?? '').slice(7);
  expect(dataOf((await call<string>(strict, launch)).body)['scriptedUrl']).toBeNull();
  expect((await call(strict, `${launch}/template`)).status).toBe(410);
  await strict.close();
});

test.each(LANGUAGE_CODES)('the waiting page is available in %s', async (language) => {
  const page = await call<string>(shop, `/challenge/wait/${newAttemptId()}?lang=${language}`);
  expect(page.body).toContain(`<html lang="${language}" dir="${['ar', 'ur'].includes(language) ? 'rtl' : 'ltr'}">`);
  const other = await call<string>(shop, `/challenge/wait/${newAttemptId()}`, {
    headers: { 'accept-language': `${language}-IN, en;q=0.5` },
  });
  expect(other.body).toContain(`<html lang="${language}"`);
});

describe('the header of our pages', () => {
  test('names the shop, by host if it has no shopName', async () => {
    const page = await call<string>(shop, `/challenge/wait/${newAttemptId()}`);
    expect(page.body).toContain(`<b dir="auto" translate="no">${new URL(shop.url).host}</b></header>`);
  });

  test('has the shop’s name and the amount, on the way to the bank and back', async () => {
    const named = await openShop({ kit: { limits: false, shopName: 'Neel & <Bazaar>' } });
    const { launchUrl = '' } = (await pay(named)).body;
    const page = await call<string>(named, `${launchUrl.slice('/eximpe'.length)}?lang=mr`);
    expect(page.body).toContain(
      '<b dir="auto" translate="no">Neel &amp; &lt;Bazaar&gt;</b><span>₹1,000.00</span></header>',
    );
    await named.close();
  });
});

describe('each of our pages', () => {
  const LOOKS = {
    shopName: 'Neel Bazaar',
    shopLogo: '/assets/neel & co.svg',
    pageTokens: { '--eximpe-accent': 'light-dark(#a3420a, #ffb870)', '--eximpe-radius': '18px' },
  };
  const SUM = '<span>₹1,000.00</span>';

  test('has a title that says what happens, the shop’s name, logo and tokens, the amount if known, and a way back', async () => {
    const own = await openShop({ kit: { limits: false, ...LOOKS } });
    const { attempt, launchUrl = '' } = (await pay(own)).body;
    const launch = launchUrl.slice('/eximpe'.length);
    const { body: scripted } = await pay(own, cardRequest(VISA_DEBIT, 'ORDER-4'));
    const other = (scripted.launchUrl ?? '').slice('/eximpe'.length);
    await call(own, other);
    const pages: readonly (readonly [string, number, string, string])[] = [
      // Opened before anything is known.
      [`/challenge/wait/${newAttemptId()}`, 200, '', 'Connecting to your bank…'],
      [launch, 200, SUM, 'Connecting to your bank…'],
      [`/return/${attempt}`, 200, SUM, 'Checking your payment'],
      // The ticket is known, but can’t be used again.
      [`${other}/refused?reason=no_form`, 200, SUM, 'This page could not be shown safely'],
      [other, 410, SUM, 'This page opens only once'],
      [`/challenge/${'a'.repeat(32)}`, 410, '', 'This page opens only once'],
      [`/challenge/${'a'.repeat(32)}/refused`, 404, '', 'This page could not be shown safely'],
    ];
    for (const [address, status, sum, title] of pages) {
      const page = await call<string>(own, address);
      expect(page.status, address).toBe(status);
      expect(page.body, address).toContain(`<title>${title}</title>`);
      expect(page.body, address).toContain(
        `<img src="${own.url}/assets/neel%20&amp;%20co.svg" alt=""><b dir="auto" translate="no">Neel Bazaar</b>${sum}</header>`,
      );
      expect(page.body).toContain(
        ':root { --eximpe-accent: #a3420a; --eximpe-radius: 18px; } @media (prefers-color-scheme: dark) { :root { --eximpe-accent: #ffb870; } }',
      );
      expect(page.body, address).toMatch(
        new RegExp(`<a class="back \\w+" href="${own.url}/[^"]*">Back to the shop</a>`),
      );
      expect(page.headers.get('content-security-policy')).toContain(`; img-src ${own.url};`);
    }
    await own.close();
  });

  test.each([
    ['shopLogo', { shopLogo: 'javascript:alert(1)' }],
    ['shopLogo', { shopLogo: 'data:image/png;base64,AAAA' }],
    ['pageTokens', { pageTokens: { '--eximpe-radius': '1px } body { display: none' } }],
    ['pageTokens', { pageTokens: { '--eximpe-radius': '</style><script>' } }],
    ['pageTokens', { pageTokens: { color: 'red' } }],
  ])('refuses an invalid %s: %j', async (name, kit) => {
    await expect(openShop({ kit })).rejects.toThrow(name);
  });

  test('says that it can be closed only if its script finds the shop’s page in another window', async () => {
    const page = await call<string>(shop, `/return/${newAttemptId()}`);
    expect(page.body).toContain('<p id="eximpe-closable" hidden>You can close this window.</p>');
    expect(page.body.replace(/<p id="eximpe-closable".*?<\/p>/, '')).not.toContain('close this window');
  });
});

test('the pages after the bank use the language of the form that paid, not the browser’s', async () => {
  const { body } = await pay(shop, { ...cardRequest(VISA_DEBIT, 'ORDER-4'), language: 'ur' });
  const inEnglish = { headers: { 'accept-language': 'en-IN' } };
  const launch = (body.launchUrl ?? '').slice(7);
  await call(shop, `${launch}?lang=ur`, inEnglish);
  for (const address of [
    `/return/${body.attempt}`,
    `/return/${body.attempt}?lang=en`,
    `${launch}/refused?reason=no_form`,
  ])
    expect((await call<string>(shop, address, inEnglish)).body, address).toContain('<html lang="ur" dir="rtl">');
});

test('a form in the shop’s own language can pay, and our pages use the browser’s language', async () => {
  const { body, status } = await pay(shop, { ...cardRequest(VISA_DEBIT, 'ORDER-6'), language: 'fr' });
  expect(status).toBe(201);
  const page = await call<string>(shop, `/return/${body.attempt}`, { headers: { 'accept-language': 'ta' } });
  expect(page.body).toContain('<html lang="ta"');
});

test('an invalid language gets English, and is not echoed', async () => {
  const page = await call<string>(shop, `/challenge/wait/${newAttemptId()}?lang=%22%3E%3Cscript%3E`, {
    headers: { 'accept-language': 'xx' },
  });
  expect(page.body).toContain('<html lang="en"');
  expect(page.body).not.toContain('"><script>');
});

describe('the form’s script', () => {
  const fetchAs = async (path: string, headers: Record<string, string>) => {
    const { headers: got, body, statusCode } = await request(`${shop.url}/eximpe${path}`, { headers });
    return { status: statusCode, headers: got, bytes: Buffer.from(await body.arrayBuffer()) };
  };
  test('is cached for a year if requested by version, revalidated otherwise, and compressed', async () => {
    const plain = await fetchAs('/card-form.js', {});
    expect(plain.headers).toMatchObject({
      'cache-control': 'no-cache',
      'content-type': 'text/javascript; charset=utf-8',
    });
    const pinned = await fetchAs(`/card-form.js?v=${form.version}`, { 'accept-encoding': 'gzip' });
    expect(pinned.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'gzip',
    });
    expect(gunzipSync(pinned.bytes)).toEqual(plain.bytes);
    const smallest = await fetchAs('/card-form.js?v=9.9.9', { 'accept-encoding': 'gzip, br' });
    expect(smallest.headers).toMatchObject({ 'cache-control': 'no-cache', 'content-encoding': 'br' });
    expect(brotliDecompressSync(smallest.bytes)).toEqual(plain.bytes);
    expect((await fetchAs('/card-form.js', { 'if-none-match': String(plain.headers['etag']) })).status).toBe(304);
  });

  test('is served with its languages and themes, and no other file', async () => {
    expect((await fetchAs('/lang/hi.js', {})).headers['content-type']).toContain('javascript');
    const theme = await fetchAs(`/themes/slate.css?v=${form.version}`, { 'accept-encoding': 'br' });
    expect(theme.headers).toMatchObject({
      'content-type': 'text/css; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'cross-origin-resource-policy': 'cross-origin',
    });
    expect(brotliDecompressSync(theme.bytes).toString()).toContain('eximpe-card-form');
    for (const path of ['/themes/none.css', '/lang/en.js', '/lang/xx.js', '/lang/..%2fcard-form.js', '/lang/hi.json']) {
      expect((await fetchAs(path, {})).status).toBe(404);
    }
  });
});

const base64 = (html: string, encoding: BufferEncoding = 'utf8'): string =>
  Buffer.from(html, encoding).toString('base64');

test.each<[string, string, string | undefined]>([
  ['plain', base64('<p>é'), undefined],
  ['empty', '', 'not_base64'],
  ['with spaces and line breaks', 'PGI+\r\nPGI+ PGI+\n', undefined],
  ['with missing padding', 'PGI', undefined],
  ['URL-safe', 'PGI-_w==', 'not_base64'],
  ['truncated', 'PGI+P', 'not_base64'],
  ['with too much padding', 'PGI+=', 'not_base64'],
  ['of bytes that are not text', Buffer.from([0x1f, 0x8b, 8, 0, 0x41]).toString('base64'), 'not_text'],
  ['of bytes that don’t quite match their charset', base64('<meta charset=utf-8>\xe9', 'latin1'), undefined],
  ['of 256 KB', Buffer.alloc(256 * 1024, 97).toString('base64'), undefined],
  ['of one byte more', Buffer.alloc(256 * 1024 + 1, 97).toString('base64'), 'too_large'],
  ['of 10 MB', 'A'.repeat(10_000_000), 'too_large'],
])('a template %s', (_, template, refusal) => {
  const decoded = decodeTemplate(template);
  expect('refusal' in decoded ? decoded.refusal : undefined).toBe(refusal);
});

test.each<[string, string, charset: string]>([
  ['UTF-8', base64('<p>₹'), 'utf-8'],
  ['UTF-8 with a BOM', base64('\uFEFF<p>₹'), 'utf-8'],
  ['UTF-8 declared as another charset', base64('<meta charset=latin1>₹'), 'utf-8'],
  ['ASCII', base64('<p>'), 'utf-8'],
  ['ASCII declared as another charset', base64('<meta charset=windows-1252>&eacute;'), 'windows-1252'],
  ['ASCII declared as UTF-16', base64('<meta charset="UTF-16LE">'), 'utf-8'],
  ['Latin 1', base64('<meta charset="ISO-8859-1">caf\xe9', 'latin1'), 'ISO-8859-1'],
  [
    'Latin 1, declared in the old way',
    base64("<META content='text/html; charset=iso-8859-1' http-equiv=Content-Type>\xe9", 'latin1'),
    'iso-8859-1',
  ],
  ['Latin 1, declared in XML', base64('<?xml version="1.0" encoding="iso-8859-1"?>\xe9', 'latin1'), 'iso-8859-1'],
  ['Latin 1, declared late', base64(`<!--${'-'.repeat(3000)}><meta charset=latin1>\xe9`, 'latin1'), 'latin1'],
  ['Latin 1, not declared', base64('caf\xe9', 'latin1'), 'windows-1252'],
  ['Latin 1, declared in a comment', base64('<!-- <meta charset=gbk> -->\xe9', 'latin1'), 'windows-1252'],
  ['Latin 1, declared for something else', base64('<meta name=a content="charset=gbk">\xe9', 'latin1'), 'windows-1252'],
  ['UTF-8 with a stray byte', base64('<meta charset=utf-8>\xa9', 'latin1'), 'utf-8'],
])('a template in %s', (_, template, charset) => {
  expect(decodeTemplate(template)).toEqual({ bytes: Buffer.from(template, 'base64'), charset });
});

test('a template in UTF-16 is shown as UTF-8', () => {
  const littleEndian = Buffer.from('\uFEFF<p>₹', 'utf16le');
  for (const bytes of [littleEndian, Buffer.from(littleEndian).swap16()])
    expect(decodeTemplate(bytes.toString('base64'))).toEqual({ bytes: Buffer.from('<p>₹'), charset: 'utf-8' });
});

test('the encoding is found in linear time', () => {
  for (const piece of ['<!--', '<meta ', '<meta a="', '<?xml ', ' a= ']) {
    const template = base64(`\xe9${piece.repeat(50_000)}`.slice(0, 256 * 1024), 'latin1');
    expect(decodeTemplate(template)).toMatchObject({ charset: 'windows-1252' });
  }
});
