// The hash on the form that brings the shopper back.
import { isSignedBy } from './hmac.ts';

/** Signed in this order; `message` is not. */
const SIGNED = ['order_id', 'payment_id', 'status', 'mop_type', 'bank_ref_num', 'payment_completed_at'];

/** `absent` is no fault: S2S card returns are not documented to carry one. @see EximPe, hosted checkout, return_url */
export function checkReturnHash(
  fields: URLSearchParams,
  encryptionKeys: readonly string[],
): 'absent' | 'right' | 'wrong' {
  const hash = fields.get('hash');
  if (hash === null) return 'absent';
  const message = Buffer.from(SIGNED.map((name) => fields.get(name) ?? '').join('|'));
  return isSignedBy(encryptionKeys, message, hash) ? 'right' : 'wrong';
}
