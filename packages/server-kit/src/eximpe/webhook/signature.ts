// Whether EximPe signed this webhook: one of two signatures over the raw bytes, made with the encryption key.
import { canonicalJson } from './canonical-json.ts';
import { diagnose } from './diagnosis.ts';
import { isHexDigest, isSignedBy } from './hmac.ts';
import type { Refusal } from './refusal.ts';

/** Looks a header up by its lower-case name. */
export type HeaderOf = (name: string) => string | undefined;

/**
 * EximPe tries five times over 81 minutes, and may make one signature for all tries. Two hours are enough for the
 * last try, and keep old deliveries out.
 */
const REPLAY_WINDOW_SECONDS = 2 * 3_600;
const AHEAD_SECONDS = 10 * 60;

/** Undefined for a genuine webhook. V2 decides when it is there; else V1. Compares in constant time when a key is involved. */
export function checkSignature(
  body: Buffer,
  header: HeaderOf,
  keys: readonly string[],
  nowMs: number,
): Refusal | undefined {
  const v2 = header('x-webhook-signature-v2');
  return v2 === undefined ? checkV1(body, header, keys) : checkV2(v2, body, header, keys, nowMs);
}

/** `X-Webhook-Signature`: hex over the body, or over its canonical form. */
function checkV1(body: Buffer, header: HeaderOf, keys: readonly string[]): Refusal | undefined {
  const hex = (header('x-webhook-signature') ?? '').trim();
  if (hex === '') {
    return {
      reason: 'no_signature',
      says:
        'it has neither X-Webhook-Signature nor X-Webhook-Signature-V2: it is not from EximPe, or a proxy or ' +
        'function gateway in front drops unknown headers',
    };
  }
  if (!isHexDigest(hex)) {
    return {
      reason: 'malformed_signature',
      says: `X-Webhook-Signature must be 64 hexadecimal digits; got ${hex.length} characters in another format`,
    };
  }
  if (isSignedByV1(body, hex, keys)) return undefined;
  return diagnose(body, { hex, over: (bytes) => bytes }, keys);
}

function isSignedByV1(body: Buffer, hex: string, keys: readonly string[]): boolean {
  if (isSignedBy(keys, body, hex)) return true;
  const canonical = canonicalJson(body);
  return canonical !== undefined && isSignedBy(keys, canonical, hex);
}

/** `X-Webhook-Signature-V2`: `t=<unix seconds>,v2=<hex>`, over `"<t>." + body`. */
function checkV2(
  v2: string,
  body: Buffer,
  header: HeaderOf,
  keys: readonly string[],
  nowMs: number,
): Refusal | undefined {
  const [, seconds, hex] = /^t=(\d{1,12}),v2=([0-9a-f]{64})$/i.exec(v2.trim()) ?? [];
  if (seconds === undefined || hex === undefined) {
    return {
      reason: 'malformed_signature',
      says: 'X-Webhook-Signature-V2 must be t=<seconds>,v2=<64 hexadecimal digits>; it came in another format, or more than once',
    };
  }
  const over = (bytes: Buffer): Buffer => Buffer.concat([Buffer.from(`${seconds}.`), bytes]);
  if (isSignedBy(keys, over(body), hex)) return staleness(nowMs / 1000 - Number(seconds));
  if (isSignedByV1(body, (header('x-webhook-signature') ?? '').trim(), keys)) {
    return {
      reason: 'signatures_disagree',
      says:
        'X-Webhook-Signature matches, but X-Webhook-Signature-V2 does not: its timestamp was changed on the way, or ' +
        'EximPe makes it differently than documented',
    };
  }
  return diagnose(body, { hex, over }, keys);
}

function staleness(ageSeconds: number): Refusal | undefined {
  if (ageSeconds > REPLAY_WINDOW_SECONDS) {
    return {
      reason: 'stale',
      says:
        `it was signed ${inWords(ageSeconds)} ago, but is accepted for ${inWords(REPLAY_WINDOW_SECONDS)}: an old ` +
        "delivery that somebody sent again, or this machine's clock is ahead",
    };
  }
  if (ageSeconds < -AHEAD_SECONDS) {
    return {
      reason: 'stale',
      says:
        `it was signed ${inWords(-ageSeconds)} in the future, but only ${inWords(AHEAD_SECONDS)} are allowed: this ` +
        "machine's clock is behind. Run an NTP client",
    };
  }
  return undefined;
}

function inWords(seconds: number): string {
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 6) / 10} hours`;
}
