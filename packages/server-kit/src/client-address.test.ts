import { expect, test } from 'vitest';
import { compileTrust, senderOf, type TrustProxy } from './client-address.ts';

interface Row {
  readonly trust?: TrustProxy;
  readonly peer?: string;
  readonly for?: string;
  readonly proto?: string;
}

test.each<[string, Row, string | undefined, boolean, boolean]>([
  ['a direct connection', { peer: '203.0.113.7' }, '203.0.113.7', false, false],
  ['this machine over IPv6', { peer: '::1' }, '127.0.0.1', false, false],
  ['an untrusted proxy', { peer: '10.0.0.1', for: '203.0.113.7', proto: 'https' }, '10.0.0.1', false, true],
  [
    'one proxy, trusted by number',
    { trust: 1, peer: '10.0.0.1', for: '203.0.113.7', proto: 'https' },
    '203.0.113.7',
    true,
    false,
  ],
  [
    'one proxy, and a forged header in front of it',
    { trust: 1, peer: '10.0.0.1', for: '1.2.3.4, 203.0.113.7' },
    '203.0.113.7',
    false,
    false,
  ],
  [
    'a proxy trusted by address',
    { trust: '10.0.0.0/8', peer: '10.0.0.1', for: '203.0.113.7' },
    '203.0.113.7',
    false,
    false,
  ],
  [
    'a proxy other than the trusted one',
    { trust: '10.0.0.0/8', peer: '11.0.0.1', for: '203.0.113.7' },
    '11.0.0.1',
    false,
    true,
  ],
  ['a proxy that names the port', { trust: 1, peer: '10.0.0.1', for: '203.0.113.7:5000' }, '203.0.113.7', false, false],
  [
    'a proxy that names an IPv6 port',
    { trust: 1, peer: '10.0.0.1', for: '[2001:db8::1]:5000' },
    '2001:db8::1',
    false,
    false,
  ],
  [
    'two proxies, one of which names its port',
    { trust: 'loopback, 10.0.0.0/8', peer: '127.0.0.1', for: '203.0.113.7, 10.0.0.9:443' },
    '203.0.113.7',
    false,
    false,
  ],
  ['an invalid address', { trust: 1, peer: '10.0.0.1', for: 'unknown' }, '10.0.0.1', false, false],
  ['a platform without a peer address', { for: '203.0.113.7' }, undefined, false, true],
  [
    'a trusted platform without a peer address',
    { trust: 1, for: '203.0.113.7', proto: 'https' },
    '203.0.113.7',
    true,
    false,
  ],
])('%s', (_, row, address, isSecure, forwardedUnbelieved) => {
  const headers: Record<string, string | undefined> = { 'x-forwarded-for': row.for, 'x-forwarded-proto': row.proto };
  const sender = senderOf((name) => headers[name], row.peer, false, compileTrust(row.trust));
  expect(sender).toEqual({ address, isSecure, forwardedUnbelieved });
});

test.each<TrustProxy>(['nonsense', ['10.0.0.0/99']])('trustProxy %j is refused', (trust) => {
  expect(() => compileTrust(trust)).toThrow(TypeError);
});
