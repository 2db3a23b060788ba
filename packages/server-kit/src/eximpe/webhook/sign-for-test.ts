// Signs a body as EximPe does, so that a shop can test what it does with webhooks.
import { createHmac } from 'node:crypto';

/**
 * Headers for `POST <mount>/webhook`. Send the very bytes that were signed.
 * @param signedAtMs when EximPe is to have signed it; default now
 */
export function signForTest(
  body: string | Buffer,
  encryptionKey: string,
  signedAtMs = Date.now(),
): Record<string, string> {
  const seconds = Math.floor(signedAtMs / 1000);
  const hmac = (message: Buffer): string => createHmac('sha256', encryptionKey).update(message).digest('hex');
  const bytes = Buffer.from(body);
  return {
    'content-type': 'application/json',
    'x-webhook-timestamp': String(seconds),
    'x-webhook-signature': hmac(bytes),
    'x-webhook-signature-v2': `t=${seconds},v2=${hmac(Buffer.concat([Buffer.from(`${seconds}.`), bytes]))}`,
  };
}
