// Keyed hashes and signatures from the merchant's own secret, one derived key per purpose.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { hmacSha256, type Mac } from './hmac.ts';

/** What a key is used for; a value made for one purpose is worth nothing for another. */
const PURPOSES = ['handle', 'content', 'bin', 'customer', 'card'] as const;
export type Purpose = (typeof PURPOSES)[number];

/** 192 bits. */
const HASH_CHARACTERS = 32;

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
  const macs = secrets.map((secret) => {
    const forPurpose = (purpose: Purpose) => hmacSha256(derive(secret, purpose));
    return Object.fromEntries(PURPOSES.map((purpose) => [purpose, forPurpose(purpose)])) as Record<Purpose, Mac>;
  });

  return {
    hash: (purpose, text) => macs[0]?.[purpose](text).slice(0, HASH_CHARACTERS) ?? '',
    verify(purpose, text, given) {
      if (!/^[\w-]{32}$/.test(given)) return false;
      const bytes = Buffer.from(given);
      return macs.some((mac) => timingSafeEqual(Buffer.from(mac[purpose](text).slice(0, HASH_CHARACTERS)), bytes));
    },
  };
}
