// The shopper's device, from the request itself: never from its body.
import type { Shopper } from '../payments/ports/gateway.ts';
import type { Call } from './call.ts';

const LONGEST_USER_AGENT = 512;

export const shopperOf = (call: Call): Shopper => ({
  ipAddress: call.ipAddress,
  userAgent:
    (call.header('user-agent') ?? '').replaceAll(/[^\x20-\x7e]/g, '').slice(0, LONGEST_USER_AGENT) || 'unknown',
});
