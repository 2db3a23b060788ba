// The bank's page as EximPe sent it: checked as text before anyone looks at it as HTML.
import { isAscii, isUtf8 } from 'node:buffer';
import type { Refusal } from '@eximpe/contract';
import { declaredCharset } from './declared-charset.ts';

const MOST_BYTES = 256 * 1024;
/** Base64 needs a third more, and its line ends a little more. */
const LONGEST = MOST_BYTES * 1.5;
/** Bytes that no text contains, in any encoding that keeps ASCII. @see the MIME Sniffing Standard: binary data byte */
// oxlint-disable-next-line no-control-regex -- they are what is looked for
const BINARY = /[\0-\x08\x0B\x0E-\x1A\x1C-\x1F]/;

export interface BankPage {
  readonly bytes: Uint8Array;
  /** The encoding of the bytes, and of what a browser sends from the page: a label such as `windows-1252`; only browsers know all labels. */
  readonly charset: string;
}
export type Decoded = BankPage | { readonly refusal: Refusal };

/** At most 256 KB of text, in Base64 as browsers read it: `atob` allows line ends and missing padding. */
export function decodeTemplate(base64: string): Decoded {
  if (base64.length > LONGEST) return { refusal: 'too_large' };
  const bytes = bytesOf(base64);
  if (!bytes || bytes.length === 0) return { refusal: 'not_base64' };
  if (bytes.length > MOST_BYTES) return { refusal: 'too_large' };
  const wide = wideCharsetOf(bytes);
  // A page in UTF-16 sends its forms in UTF-8, so serving it as UTF-8 changes nothing.
  if (wide) return { bytes: Buffer.from(new TextDecoder(wide).decode(bytes)), charset: 'utf-8' };
  if (isUtf8(bytes)) return { bytes, charset: (isAscii(bytes) && declaredCharset(bytes)) || 'utf-8' };
  if (BINARY.test(bytes.toString('latin1'))) return { refusal: 'not_text' };
  // As in browsers: wrong bytes are shown as they are, and a page that declares no encoding is read as `windows-1252`, as most such pages are.
  return { bytes, charset: declaredCharset(bytes) ?? 'windows-1252' };
}

function bytesOf(base64: string): Buffer | undefined {
  try {
    return Buffer.from(atob(base64), 'latin1');
  } catch {
    return undefined;
  }
}

/** Finds UTF-16 by its byte order mark. */
function wideCharsetOf(bytes: Buffer): string | undefined {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  return bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : undefined;
}
