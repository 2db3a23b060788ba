// The bank's page as EximPe sent it: checked as text before anyone looks at it as HTML.
import { isUtf8 } from 'node:buffer';
import type { Refusal } from '@eximpe/contract';

const MOST_BYTES = 256 * 1024;

export type Decoded = { readonly html: string } | { readonly refusal: Refusal };

/** Strict Base64 of at most 256 KB of valid UTF-8. */
export function decodeTemplate(base64: string): Decoded {
  if (base64.length > Math.ceil(MOST_BYTES / 3) * 4) return { refusal: 'too_large' };
  const bytes = Buffer.from(base64, 'base64');
  // Node decodes leniently; only strict Base64 comes out again as it went in.
  if (base64 === '' || bytes.toString('base64') !== base64) return { refusal: 'not_base64' };
  if (bytes.length > MOST_BYTES) return { refusal: 'too_large' };
  return isUtf8(bytes) ? { html: bytes.toString().replace(/^\uFEFF/, '') } : { refusal: 'not_utf8' };
}
