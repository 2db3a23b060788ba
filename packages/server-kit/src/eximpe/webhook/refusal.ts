// Why a webhook was refused, in a word for programs and in sentences for the merchant's log.

export type RefusalReason =
  /** Neither signature header is present. */
  | 'no_signature'
  /** A signature header is not in the documented format. */
  | 'malformed_signature'
  /** The signature was made with a different key, or over a different body. */
  | 'no_key_fits'
  /** The signature matches the same event, serialized differently: something parsed the body and rewrote it. */
  | 'body_changed'
  /** `X-Webhook-Signature` matches, but `X-Webhook-Signature-V2`, which decides, does not. */
  | 'signatures_disagree'
  /** Correctly signed, but too long ago, or too far ahead of this machine's clock. */
  | 'stale';

export interface Refusal {
  readonly reason: RefusalReason;
  /** The likely cause and the remedy, for the merchant's log. Holds no key. */
  readonly says: string;
}

/** A signature as it came: its digest, and the bytes that it should sign. */
export interface Signature {
  readonly hex: string;
  /** The signed message for a body. */
  readonly over: (body: Buffer) => Buffer;
}
