// The bank's page as EximPe sent it: checked as text before anyone looks at it as HTML.
import { isAscii, isUtf8 } from 'node:buffer';
import type { Refusal } from '@eximpe/contract';

const MOST_BYTES = 256 * 1024;
/** Base64 takes a third more, and line ends a little more again. */
const LONGEST = MOST_BYTES * 1.5;

export interface BankPage {
  /** Without a byte order mark. */
  readonly bytes: Uint8Array;
  /** Of the bytes, and of what a browser sends from the page: an encoding's name such as `windows-1252`. */
  readonly charset: string;
  readonly html: string;
}
export type Decoded = BankPage | { readonly refusal: Refusal };

/** At most 256 KB of text, in Base64 as browsers read it: `atob` takes line ends, and does without padding. */
export function decodeTemplate(base64: string): Decoded {
  if (base64.length > LONGEST) return { refusal: 'too_large' };
  const bytes = bytesOf(base64);
  if (!bytes || bytes.length === 0) return { refusal: 'not_base64' };
  if (bytes.length > MOST_BYTES) return { refusal: 'too_large' };
  const charset = charsetOf(bytes);
  try {
    const html = new TextDecoder(charset, { fatal: true }).decode(bytes);
    // A page in UTF-16 sends its forms in UTF-8, so nothing changes when it is told that it is that.
    return charset.startsWith('utf') ? { bytes: Buffer.from(html), charset: 'utf-8', html } : { bytes, charset, html };
  } catch {
    return { refusal: 'not_utf8' };
  }
}

function bytesOf(base64: string): Buffer | undefined {
  try {
    return Buffer.from(atob(base64), 'latin1');
  } catch {
    return undefined;
  }
}

/** UTF-8 where it is that, whatever the page says of itself; then its byte order mark, then its own word. */
function charsetOf(bytes: Buffer): string {
  const declared = DECLARED.exec(bytes.subarray(0, 1024).toString('latin1'))?.[1];
  if (isUtf8(bytes)) return (isAscii(bytes) && known(declared)) || 'utf-8';
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  return known(declared) ?? 'utf-8';
}
const DECLARED = /<meta[^>]+charset\s*=\s*["']?\s*([\w:.-]+)/i;

/** By its one name; undefined for what browsers do not take either. A page that can say it is UTF-16 is not. */
function known(label: string | undefined): string | undefined {
  try {
    const { encoding } = new TextDecoder(label);
    return label === undefined || encoding.startsWith('utf-16') ? undefined : encoding;
  } catch {
    return undefined;
  }
}
