// Signs requests to the shop by the Standard Webhooks specification, and checks signatures: HMAC-SHA256 over id, time and body.
import { createHmac, timingSafeEqual } from 'node:crypto';
import { HOOK_HEADERS, REPLAY_WINDOW_SECONDS } from './contract.ts';

/** A key's bytes in base64, 24 or more of them, as `openssl rand -base64 32` makes them; `whsec_` may come first. */
export const HOOKS_KEY = /^(?:whsec_)?(?=[A-Za-z\d+/]{32})(?:[A-Za-z\d+/]{4})+(?:[A-Za-z\d+/]{2}==|[A-Za-z\d+/]{3}=)?$/;

export interface SignedMessage {
  readonly id: string;
  readonly unixSeconds: number;
  /** Byte for byte as it is sent. */
  readonly body: string;
}

/** The name of a message in characters that a header allows: some names contain EximPe's words. In the signed text, a full stop would end the name. */
export const headerIdOf = (name: string): string =>
  name.replace(/[^\w:,-]/g, (character) => `%${character.charCodeAt(0).toString(16).padStart(2, '0')}`);

/**
 * @param keys one, or two while one replaces the other: signs with both, so that the shop may change its key at any
 * time
 * @see https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md
 */
export const signedHeaders = (message: SignedMessage, keys: readonly string[]): Readonly<Record<string, string>> => ({
  [HOOK_HEADERS.id]: message.id,
  [HOOK_HEADERS.timestamp]: String(message.unixSeconds),
  [HOOK_HEADERS.signature]: keys.map((key) => signatureOf(message, key)).join(' '),
});

/**
 * The check that a shop has to do in its own language, with its one key. Never throws.
 * @param headers by their names in lower case
 */
export function verify(
  body: string,
  headers: Readonly<Record<string, string | string[] | undefined>>,
  key: string,
  nowUnixSeconds: number,
): boolean {
  const [id, timestamp, given] = [HOOK_HEADERS.id, HOOK_HEADERS.timestamp, HOOK_HEADERS.signature].map((name) =>
    String(headers[name] ?? ''),
  ) as [string, string, string];
  if (id === '' || !/^\d{1,12}$/.test(timestamp)) return false;
  const unixSeconds = Number(timestamp);
  if (Math.abs(nowUnixSeconds - unixSeconds) > REPLAY_WINDOW_SECONDS) return false;
  const expected = Buffer.from(signatureOf({ id, unixSeconds, body }, key));
  return given
    .split(' ')
    .map((signature) => Buffer.from(signature))
    .some((signature) => signature.length === expected.length && timingSafeEqual(signature, expected));
}

const signatureOf = ({ id, unixSeconds, body }: SignedMessage, key: string): string => {
  const secret = Buffer.from(key.replace(/^whsec_/, ''), 'base64');
  return `v1,${createHmac('sha256', secret).update(`${id}.${unixSeconds}.${body}`).digest('base64')}`;
};
