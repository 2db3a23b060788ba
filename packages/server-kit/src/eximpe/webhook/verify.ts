// Whether EximPe sent this: HMAC-SHA256 over the raw bytes, with the encryption key.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { canonicalJson } from './canonical-json.ts';

export interface SignatureHeaders {
  /** `X-Webhook-Signature`: hex over the body. */
  readonly v1?: string | undefined;
  /** `X-Webhook-Signature-V2`: `t=<unix seconds>,v2=<hex>` over `"<t>." + body`. */
  readonly v2?: string | undefined;
}

export type Verdict = 'genuine' | 'forged' | 'stale';

/**
 * EximPe tries five times over 81 minutes; a signature may be made once for all of them. Two hours let the last try in and
 * keep old deliveries out.
 */
const REPLAY_WINDOW_SECONDS = 2 * 3_600;
const AHEAD_SECONDS = 10 * 60;

/** V2 decides when it is there; else V1. Constant time, and any length or garbage is merely `forged`. */
export function verifyWebhook(
  body: Buffer,
  { v1, v2 }: SignatureHeaders,
  encryptionKeys: readonly string[],
  nowMs: number,
): Verdict {
  if (v2 !== undefined) {
    const parts = /^t=(\d{1,12}),v2=([0-9a-f]{64})$/i.exec(v2.trim());
    if (!parts?.[1] || !parts[2]) return 'forged';
    const signed = Buffer.concat([Buffer.from(`${parts[1]}.`), body]);
    if (!isSignedBy(encryptionKeys, signed, parts[2])) return 'forged';
    const ageSeconds = nowMs / 1000 - Number(parts[1]);
    return ageSeconds > REPLAY_WINDOW_SECONDS || ageSeconds < -AHEAD_SECONDS ? 'stale' : 'genuine';
  }
  const signature = v1?.trim() ?? '';
  if (isSignedBy(encryptionKeys, body, signature)) return 'genuine';
  const canonical = canonicalJson(body);
  return canonical !== undefined && isSignedBy(encryptionKeys, canonical, signature) ? 'genuine' : 'forged';
}

export function isSignedBy(keys: readonly string[], message: Buffer, hex: string): boolean {
  if (!/^[0-9a-f]{64}$/i.test(hex)) return false;
  const given = Buffer.from(hex, 'hex');
  return keys.some((key) => timingSafeEqual(createHmac('sha256', key).update(message).digest(), given));
}
