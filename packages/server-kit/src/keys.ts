// Keyed hashes and signatures from the merchant's own secret, one derived key per purpose.
import { createHmac, timingSafeEqual } from 'node:crypto';

/** What a key is used for; a value made for one purpose is worth nothing for another. */
export type Purpose = 'handle' | 'content' | 'bin' | 'customer' | 'card';

const HASH_BYTES = 24;

export interface Keys {
  /** Base64url, 32 characters, made with the newest secret. */
  hash(purpose: Purpose, text: string): string;
  /** True when any of the secrets, newest or older, gives this hash. Constant time. */
  verify(purpose: Purpose, text: string, hash: string): boolean;
}

/** @param secrets newest first; at least one. */
export function createKeys(secrets: readonly string[]): Keys {
  const derive = (secret: string, purpose: Purpose): Buffer =>
    createHmac('sha256', secret).update(`eximpe-card-form/${purpose}`).digest();
  const cache = new Map<string, Buffer>();
  const keyOf = (secret: string, purpose: Purpose): Buffer => {
    const name = `${purpose} ${secret}`;
    const key = cache.get(name) ?? derive(secret, purpose);
    cache.set(name, key);
    return key;
  };
  const hashWith = (secret: string, purpose: Purpose, text: string): Buffer =>
    createHmac('sha256', keyOf(secret, purpose)).update(text).digest().subarray(0, HASH_BYTES);

  return {
    hash: (purpose, text) => hashWith(secrets[0] ?? '', purpose, text).toString('base64url'),
    verify(purpose, text, hash) {
      const given = Buffer.from(hash, 'base64url');
      if (given.length !== HASH_BYTES || given.toString('base64url') !== hash) return false;
      return secrets.some((secret) => timingSafeEqual(hashWith(secret, purpose, text), given));
    },
  };
}
