// Why a well-formed signature does not fit: tries the common causes and names the one that fits, with its remedy.
import { canonicalJson } from './canonical-json.ts';
import { isSignedBy, isSignedWith } from './hmac.ts';
import type { Refusal, Signature } from './refusal.ts';

/** Real webhooks have one or two thousand bytes. For a longer body, guessing is not worth the work. */
const MOST_BYTES = 32 * 1024;

const REMEDY =
  'Give the webhook the raw bytes: mount the kit above body parsers, and let no proxy or function gateway rewrite them';

/** @param keys encryption keys, none of which fits */
export function diagnose(body: Buffer, { hex, over }: Signature, keys: readonly string[]): Refusal {
  if (body.length === 0) {
    return { reason: 'body_changed', says: `its body is empty: something in front has read it. ${REMEDY}` };
  }
  const small = body.length <= MOST_BYTES;
  if (small && rewritten(body).some((other) => isSignedBy(keys, over(other), hex))) {
    const says = `the key is right, but the body was parsed and rewritten on the way: the bytes are not those that EximPe signed. ${REMEDY}`;
    return { reason: 'body_changed', says };
  }
  const fitting = small ? keys.findIndex((key) => isPadded(key) && isSignedWith(key.trim(), over(body), hex)) : -1;
  if (fitting >= 0) {
    const says = `${nameOf(fitting, keys)} has white space around it; without it, the signature matches. Remove the white space`;
    return { reason: 'no_key_fits', says };
  }
  const padded = keys.findIndex(isPadded);
  if (padded >= 0) {
    const says = `no key matches, and ${nameOf(padded, keys)} has white space around it: copy the Encryption Key again from EximPe's dashboard (Developer)`;
    return { reason: 'no_key_fits', says };
  }
  if (!isJson(body)) {
    const says = `its body is not JSON, so it is not what EximPe signed: a body parser's output or another format. ${REMEDY}`;
    return { reason: 'body_changed', says };
  }
  return {
    reason: 'no_key_fits',
    says:
      `${keys.length > 1 ? `none of the ${keys.length} keys matches` : 'the key does not match'}. Is it the Encryption Key of this ` +
      'account and environment (dashboard, Developer; sandbox and production differ; it is not the client secret), and was it replaced? Otherwise, the body was changed on the way, or EximPe did not send it',
  };
}

/** The same event as common JSON parsers would rewrite it. */
function rewritten(body: Buffer): Buffer[] {
  const text = body.toString('utf8');
  const parsed = parse(text);
  const trimmed = text.trim();
  return [
    ...[canonicalJson(body)].flatMap((canonical) => canonical ?? []),
    ...(parsed === undefined ? [] : [Buffer.from(JSON.stringify(parsed))]),
    ...(trimmed === text ? [] : [Buffer.from(trimmed)]),
  ];
}

const isPadded = (key: string): boolean => key !== key.trim();

const nameOf = (index: number, keys: readonly string[]): string =>
  keys.length > 1 ? `key ${index + 1} of ${keys.length}` : 'the key';

const isJson = (body: Buffer): boolean => parse(body.toString('utf8')) !== undefined;

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
