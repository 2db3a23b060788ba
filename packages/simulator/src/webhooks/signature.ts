// What EximPe signs, and how: HMAC-SHA256 with the account's Encryption Key, in hexadecimal.
import { createHmac } from 'node:crypto';

const hmac = (key: string, message: string): string => createHmac('sha256', key).update(message).digest('hex');

/** `X-Webhook-Signature`: over the raw body. */
export const signV1 = (key: string, rawBody: string): string => hmac(key, rawBody);

/** `X-Webhook-Signature-V2`: over `"<unix seconds>." + rawBody`. */
export const signV2 = (key: string, rawBody: string, timestampSeconds: number): string =>
  `t=${timestampSeconds},v2=${hmac(key, `${timestampSeconds}.${rawBody}`)}`;

/** The fields in the return form's hash, in this order. `message` is not one of them. */
const HASHED = ['order_id', 'payment_id', 'status', 'mop_type', 'bank_ref_num', 'payment_completed_at'] as const;

export const returnHash = (key: string, fields: Readonly<Record<string, string>>): string =>
  hmac(key, HASHED.map((name) => fields[name] ?? '').join('|'));
