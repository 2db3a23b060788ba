import { expect, test } from 'vitest';
import type { Call } from './call.ts';
import { demandCardTransport } from './card-request.ts';
import { isFromThisMachine } from '../client-address.ts';
import type { RouteContext } from './context.ts';
import { HttpError } from './http-error.ts';

interface Sent {
  readonly secure: boolean;
  readonly from: string;
  readonly by?: Record<string, string>;
}

test.each<[string, Sent, boolean, boolean]>([
  ['over HTTPS', { secure: true, from: '203.0.113.7' }, false, true],
  ['from this machine', { secure: false, from: '127.0.0.1' }, false, true],
  ['from this machine over IPv6', { secure: false, from: '::1' }, false, true],
  ['from this machine over mapped IPv4', { secure: false, from: '::ffff:127.0.0.1' }, false, true],
  [
    'through a proxy on this machine',
    { secure: false, from: '127.0.0.1', by: { 'x-forwarded-proto': 'http' } },
    false,
    false,
  ],
  ['over HTTPS through a local proxy', { secure: true, from: '127.0.0.1', by: { forwarded: 'x' } }, false, true],
  ['over plain HTTP from elsewhere', { secure: false, from: '203.0.113.7' }, false, false],
  ['over plain HTTP from an address that only looks local', { secure: false, from: '::ffff:12.7.0.1' }, false, false],
  ['over plain HTTP if the shop allows it', { secure: false, from: '203.0.113.7' }, true, true],
])('a card %s', (_, { secure, from, by }, unsafeAllowHttp, taken) => {
  const logged: string[] = [];
  const log = { error: (_details: object, message: string) => void logged.push(message) };
  const context = { ports: { log }, settings: { unsafeAllowHttp } } as unknown as RouteContext;
  const call = { isSecure: secure, isFromThisMachine: isFromThisMachine((name) => by?.[name], from) } as Call;
  if (taken) return demandCardTransport(context, call);
  expect(() => demandCardTransport(context, call)).toThrow(HttpError);
  expect(logged.join()).toContain('trust proxy');
});
