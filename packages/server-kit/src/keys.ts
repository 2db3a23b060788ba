// Keyed hashes and signatures from the merchant's own secret, one derived key per purpose.
import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/** What a key is used for; a value made for one purpose is not valid for another. */
const PURPOSES = ['handle', 'content', 'bin', 'customer', 'card', 'address'] as const;
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
  const derive = (secret: string, purpose: Purpose): KeyObject =>
    createSecretKey(createHmac('sha256', secret).update(`eximpe-card-form/${purpose}`).digest());
  const keys = secrets.map((secret) => {
    const derived = PURPOSES.map((purpose) => [purpose, derive(secret, purpose)]);
    return Object.fromEntries(derived) as Record<Purpose, KeyObject>;
  });
  const hashWith = (key: KeyObject, text: string): string =>
    createHmac('sha256', key).update(text).digest('base64url').slice(0, HASH_CHARACTERS);

  return {
    hash(purpose, text) {
      const [newest] = keys;
      if (!newest) throw new Error('There is no secret to make a hash with.');
      return hashWith(newest[purpose], text);
    },
    verify(purpose, text, hash) {
      const given = Buffer.from(hash);
      if (given.length !== HASH_CHARACTERS) return false;
      return keys.some((key) => timingSafeEqual(Buffer.from(hashWith(key[purpose], text)), given));
    },
  };
}
