// HMAC-SHA256 (RFC 2104) by two one-shot hashes: Node's `Hmac` objects cost several times as much, and a charge takes five.
import { hash } from 'node:crypto';

/** The text's code, in base64url. */
export type Mac = (text: string) => string;

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;

/** @param key at most 64 bytes */
export function hmacSha256(key: Uint8Array): Mac {
  const padded = (pad: number): Buffer =>
    Buffer.from(Array.from({ length: BLOCK_BYTES }, (_, index) => pad ^ (key[index] ?? 0)));
  const inner = padded(0x36);
  const outer = Buffer.concat([padded(0x5c), Buffer.alloc(HASH_BYTES)]);
  return (text) => {
    const message = Buffer.allocUnsafe(BLOCK_BYTES + Buffer.byteLength(text));
    message.set(inner);
    message.write(text, BLOCK_BYTES);
    outer.write(hash('sha256', message, 'hex'), BLOCK_BYTES, 'hex');
    return hash('sha256', outer, 'base64url');
  };
}
