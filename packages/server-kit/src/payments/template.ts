// The bank's page as EximPe sent it: checked as text before anyone looks at it as HTML.
import type { Refusal } from '@eximpe/contract';

const MOST_BYTES = 256 * 1024;
const STRICT_BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

export type Decoded = { readonly html: string } | { readonly refusal: Refusal };

/** Strict Base64 of at most 256 KB of valid UTF-8. */
export function decodeTemplate(base64: string): Decoded {
  if (base64.length > Math.ceil(MOST_BYTES / 3) * 4) return { refusal: 'too_large' };
  if (base64 === '' || !STRICT_BASE64.test(base64)) return { refusal: 'not_base64' };
  const bytes = Buffer.from(base64, 'base64');
  if (bytes.length > MOST_BYTES) return { refusal: 'too_large' };
  try {
    return { html: new TextDecoder('utf-8', { fatal: true }).decode(bytes) };
  } catch {
    return { refusal: 'not_utf8' };
  }
}
