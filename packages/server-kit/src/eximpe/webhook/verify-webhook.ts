// For shops with a webhook route of their own: the event, or an error that says why it was refused.
import { parseEvent, type EximpeEvent } from './event.ts';
import type { RefusalReason } from './refusal.ts';
import { checkSignature, type HeaderOf } from './signature.ts';

/** `unreadable`: correctly signed, but not in the documented format. */
export type WebhookErrorReason = RefusalReason | 'unreadable';

/** Why a webhook was refused. The message names the likely cause and remedy, and contains no key: it is for your log. */
export class EximpeWebhookError extends Error {
  override readonly name = 'EximpeWebhookError';
  readonly reason: WebhookErrorReason;

  constructor(reason: WebhookErrorReason, says: string) {
    super(`${reason}: ${says}`);
    this.reason = reason;
  }
}

/** A web-standard `Headers`, or an object as in `node:http`, Express and serverless events; names in any case. */
export type WebhookHeaders =
  | { get(name: string): string | null | undefined }
  | Readonly<Record<string, string | readonly string[] | undefined>>;

/**
 * Verifies and parses a webhook from EximPe. Throws an {@link EximpeWebhookError} for any other request, so that code
 * that ignores the result does not accept a forged one.
 * @param body the raw bytes or text, as received; never the parsed body
 * @param encryptionKey dashboard, Developer; an array while you rotate it
 * @param nowMs when it arrived; default now
 * @see EximPe, webhooks, signature verification
 */
export function verifyWebhook(
  body: string | Uint8Array,
  headers: WebhookHeaders,
  encryptionKey: string | readonly string[],
  nowMs = Date.now(),
): EximpeEvent {
  if (typeof body !== 'string' && !(body instanceof Uint8Array)) {
    throw new EximpeWebhookError(
      'body_changed',
      "verifyWebhook got a parsed body, but the signature is over the raw bytes: use express.raw({ type: 'application/json' }), or await request.text()",
    );
  }
  const bytes =
    typeof body === 'string' ? Buffer.from(body) : Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const keys = typeof encryptionKey === 'string' ? [encryptionKey] : encryptionKey;
  const refusal = checkSignature(bytes, headerOf(headers), keys, nowMs);
  if (refusal) throw new EximpeWebhookError(refusal.reason, refusal.says);
  const event = parseEvent(bytes);
  if (!event) throw new EximpeWebhookError('unreadable', 'it is correctly signed, but not in the documented format');
  return event;
}

function headerOf(headers: WebhookHeaders): HeaderOf {
  if (isLookup(headers)) return (name) => headers.get(name) ?? undefined;
  const byName = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return (name) => {
    const value = byName.get(name);
    return value === undefined || typeof value === 'string' ? value : value.join(', ');
  };
}

const isLookup = (headers: WebhookHeaders): headers is Extract<WebhookHeaders, { get(name: string): unknown }> =>
  typeof headers['get'] === 'function';
