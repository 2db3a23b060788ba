import { describe, expect, test } from 'vitest';
import { createFrame, type FrameRequest } from './frame.ts';

const SHOPS = ['https://shop.example', 'https://www.shop.example'];
const LOOKS = { shopName: 'Neel & Daughters', language: 'en' } as const;
const frame = createFrame(SHOPS, true, LOOKS);
const asked: FrameRequest = {
  origin: 'https://www.shop.example',
  language: null,
  acceptLanguage: 'hi-IN,hi;q=0.9',
  fetchSite: 'same-site',
};

test('is for one page’s origin, in its language, and contains only the form’s script', () => {
  const { status, body } = frame(asked);
  expect(status).toBe(200);
  expect(body).toContain('<html lang="hi" data-shop="https://www.shop.example">');
  expect(body).toContain('<title>Neel &amp; Daughters</title>');
  expect(body.match(/<script[^>]*>/g)).toEqual(['<script type="module" src="/eximpe/frame.js">']);
  expect(frame({ ...asked, language: 'ta' }).body).toContain('<html lang="ta"');
});

test('its headers allow only our scripts, only in the shop’s pages, and no storage', () => {
  const { headers, body } = frame(asked);
  const [, nonce = ''] = /<style nonce="([\w-]+)">/.exec(body) ?? [];
  expect(headers['content-security-policy']?.split('; ')).toEqual([
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'nonce-${nonce}'`,
    "connect-src 'self'",
    "img-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    'frame-ancestors https://shop.example https://www.shop.example',
    "require-trusted-types-for 'script'",
    'trusted-types eximpe-card-form',
  ]);
  expect(headers).toMatchObject({
    'cache-control': 'no-store',
    'origin-agent-cluster': '?1',
    'permissions-policy': expect.stringContaining('camera=()') as string,
    'x-content-type-options': 'nosniff',
    'cross-origin-embedder-policy': 'require-corp',
    'cross-origin-resource-policy': 'cross-origin',
    'strict-transport-security': expect.any(String) as string,
  });
  expect(headers).not.toHaveProperty('x-frame-options');
  expect(headers).not.toHaveProperty('set-cookie');
  expect(frame(asked).headers['content-security-policy']).not.toBe(headers['content-security-policy']);
});

test.each([
  ['another origin', 'https://shop.example.evil.example'],
  ['another scheme', 'http://shop.example'],
  ['another port', 'https://shop.example:8443'],
  ['markup', 'https://shop.example"><script>'],
  ['all its origins in one', SHOPS.join(' ')],
  ['nobody', null],
])('is not for a page of %s', (_, origin) => {
  const { status, headers, body } = frame({ ...asked, origin });
  expect(status).toBe(403);
  expect(headers['content-type']).toContain('text/plain');
  expect(headers['content-security-policy']).toContain(`frame-ancestors ${SHOPS.join(' ')}`);
  expect(body).toContain('SHOP_ORIGINS');
  expect(body).not.toContain('script');
});

test('without origins of the shop it can’t be framed', () => {
  const { status, headers } = createFrame([], true, LOOKS)(asked);
  expect(status).toBe(403);
  expect(headers).toMatchObject({ 'x-frame-options': 'DENY' });
  expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
});

describe('whether the bank’s window can send messages to the form', () => {
  test.each([
    ['same-site', false],
    ['same-origin', false],
    ['cross-site', true],
    // Opened by hand, and browsers that do not send it.
    ['none', true],
    [undefined, true],
  ])('%s', (fetchSite, isApart) => {
    expect(frame({ ...asked, fetchSite }).body.includes(' data-apart')).toBe(isApart);
  });
});
