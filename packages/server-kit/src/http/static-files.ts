// The widget package's built files, read once, compressed once, kept in memory.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';
import { parseAccept } from 'hono/utils/accept';
import { EximpeKitError } from '../errors/kit-error.ts';
import type { Call } from './call.ts';
import type { Reply } from './reply.ts';

const WIDGET = '@eximpe/card-form';

export interface StaticFile {
  readonly text: string;
  /** Short content hash: changes with every build. */
  readonly version: string;
  readonly etag: string;
  readonly plain: Buffer;
  readonly gzip: Buffer;
  readonly brotli: Buffer;
}

const require = createRequire(import.meta.url);
const files = new Map<string, StaticFile>();

/** @param name as the widget package exports it: `card-form.js`, `lang/hi.js`; throws EXIMPE_WIDGET_NOT_BUILT. */
export function widgetFile(name: string): StaticFile {
  const known = files.get(name);
  if (known) return known;
  const plain = read(`${WIDGET}/${name}`);
  const path = require.resolve(`${WIDGET}/${name}`);
  const version = createHash('sha256').update(plain).digest('base64url').slice(0, 16);
  const file = {
    plain,
    version,
    text: plain.toString('utf8'),
    etag: `"${version}"`,
    gzip: packed(path, plain) ?? gzipSync(plain, { level: 9 }),
    brotli: brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }),
  };
  files.set(name, file);
  return file;
}

/** The widget's build packs its scripts tighter than Node does. Taken only where it is the same script. */
function packed(path: string, plain: Buffer): Buffer | undefined {
  try {
    const bytes = readFileSync(`${path}.gz`);
    return gunzipSync(bytes).equals(plain) ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function read(specifier: string): Buffer {
  try {
    return readFileSync(require.resolve(specifier));
  } catch (error) {
    throw new EximpeKitError('EXIMPE_WIDGET_NOT_BUILT', `${specifier} is missing: install ${WIDGET}, or build it`, {
      cause: error,
    });
  }
}

let packageVersion: string | undefined;
function widgetVersion(): string {
  packageVersion ??= (JSON.parse(read(`${WIDGET}/package.json`).toString('utf8')) as { version: string }).version;
  return packageVersion;
}

const YEAR = 'public, max-age=31536000, immutable';

/** `?v=` with this file's content hash or the package's version may be kept for a year; anything else is asked for again. */
export function scriptReply(name: string, call: Call): Reply {
  const file = widgetFile(name);
  const asked = call.query.get('v');
  const isPinned = asked === file.version || asked === widgetVersion();
  const headers = {
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': isPinned ? YEAR : 'no-cache',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    etag: file.etag,
    vary: 'Accept-Encoding',
  };
  if (hasSameTag(call.header('if-none-match'), file.etag))
    return { status: 304, headers, body: null, without: UNWANTED };
  const accepted = parseAccept(call.header('accept-encoding') ?? '');
  const encoding = (['br', 'gzip'] as const).find((one) => accepted.some(({ type, q }) => type === one && q > 0));
  const bytes = encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : file.plain;
  return {
    status: 200,
    headers: encoding === undefined ? headers : { ...headers, 'content-encoding': encoding },
    body: bytes,
    without: UNWANTED,
  };
}

/** @see RFC 9110, If-None-Match: weak comparison */
const hasSameTag = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((tag) => [etag, '*'].includes(tag.trim().replace(/^W\//, ''))) ?? false;

const UNWANTED = ['x-frame-options', 'set-cookie'];
