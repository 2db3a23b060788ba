// HMAC-SHA256 with any of several keys, compared in constant time.
import { createHmac, timingSafeEqual } from 'node:crypto';

export const isHexDigest = (text: string): boolean => /^[0-9a-f]{64}$/i.test(text);

/** Whether one of the keys gives this digest. Garbage of any length is merely false. */
export const isSignedBy = (keys: readonly string[], message: Buffer, hex: string): boolean =>
  keys.some((key) => isSignedWith(key, message, hex));

export function isSignedWith(key: string, message: Buffer, hex: string): boolean {
  if (!isHexDigest(hex)) return false;
  return timingSafeEqual(createHmac('sha256', key).update(message).digest(), Buffer.from(hex, 'hex'));
}
