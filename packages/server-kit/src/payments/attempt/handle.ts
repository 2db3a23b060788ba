// Signed names for payments: a browser needs one to ask about a payment.
import type { AttemptId } from '@eximpe/contract';
import type { Keys } from '../../keys.ts';

const LIFETIME_MS = 30 * 24 * 3_600_000;

/** The same attempt always gets the same handle; it is good for 30 days from the attempt's start. */
export function handleOf(keys: Keys, attempt: { readonly id: AttemptId; readonly createdAtMs: number }): string {
  const id = Buffer.from(attempt.id.replaceAll('-', ''), 'hex').toString('base64url');
  const named = `${id}.${Math.floor((attempt.createdAtMs + LIFETIME_MS) / 1000).toString(36)}`;
  return `${named}.${keys.hash('handle', named)}`;
}

/** The attempt a handle names; undefined when we did not make it, when it was changed, or when it has expired. */
export function readHandle(keys: Keys, handle: string, nowMs: number): AttemptId | undefined {
  const [id, expires, signature, ...rest] = handle.split('.');
  if (!id || !expires || !signature || rest.length > 0) return undefined;
  if (!keys.verify('handle', `${id}.${expires}`, signature)) return undefined;
  if (Number.parseInt(expires, 36) * 1000 < nowMs) return undefined;
  const hex = Buffer.from(id, 'base64url').toString('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}
