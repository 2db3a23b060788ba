// The shopper's device, from the request itself: never from its body.
import type { Request } from 'express';
import type { Shopper } from '../payments/ports/gateway.ts';

const LONGEST_USER_AGENT = 512;

/** The address is what Express's `trust proxy` says it is; see the README on setting it. */
export function shopperOf(request: Request): Shopper {
  const address = (request.ip ?? request.socket.remoteAddress ?? '').replace(/^::ffff:(?=\d+\.)/i, '');
  return {
    ipAddress: address === '' || address === '::1' ? '127.0.0.1' : address,
    userAgent:
      (request.get('user-agent') ?? 'unknown').replaceAll(/[^\x20-\x7e]/g, '').slice(0, LONGEST_USER_AGENT) ||
      'unknown',
  };
}

const FORWARDED = ['forwarded', 'x-forwarded-for', 'x-forwarded-proto', 'x-forwarded-host', 'x-real-ip', 'via'];

/** True when the request was made on this machine; a proxy on this machine only passes on what was made elsewhere. */
export const cameOverLoopback = (request: Request): boolean =>
  /^(?:127\.|::1$|::ffff:127\.)/i.test(request.socket.remoteAddress ?? '') &&
  !FORWARDED.some((name) => name in request.headers);
