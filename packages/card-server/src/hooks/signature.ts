// Signs what goes to the shop, and says whether a signature is right: HMAC-SHA256 over time and body.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { REPLAY_WINDOW_SECONDS } from './contract.ts';

/**
 * @param keys one, or two while one replaces the other: with both, so that the shop may change its own at any time
 * @returns the header's value
 */
export const sign = (body: string, keys: readonly string[], unixSeconds: number): string =>
  [`t=${unixSeconds}`, ...keys.map((key) => `v1=${hmac(body, key, unixSeconds).toString('hex')}`)].join(',');

/** What a shop has to do, in its own language, with its one key. Never throws. */
export function verify(body: string, header: string | undefined, key: string, nowUnixSeconds: number): boolean {
  const found = /^t=(\d{1,12})((?:,v1=[0-9a-f]{64})+)$/.exec(header ?? '');
  if (!found) return false;
  const signedAt = Number(found[1]);
  if (Math.abs(nowUnixSeconds - signedAt) > REPLAY_WINDOW_SECONDS) return false;
  const expected = hmac(body, key, signedAt);
  const given = (found[2] ?? '').split(',v1=').slice(1);
  return given.some((signature) => timingSafeEqual(Buffer.from(signature, 'hex'), expected));
}

const hmac = (body: string, key: string, unixSeconds: number): Buffer =>
  createHmac('sha256', key).update(`${unixSeconds}.${body}`).digest();
