// The widget package's built files, read once, compressed once, kept in memory.
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { brotliCompressSync, constants, gunzipSync, gzipSync } from 'node:zlib';
import type { Request, Response } from 'express';
import { EximpeKitError } from '../errors/kit-error.ts';

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
export function serveScript(name: string, request: Request, response: Response): void {
  const file = widgetFile(name);
  const asked = request.query['v'];
  const pinned = asked === file.version || asked === widgetVersion();
  for (const header of ['X-Frame-Options', 'Set-Cookie']) response.removeHeader(header);
  response.set({
    'Content-Type': 'text/javascript; charset=utf-8',
    'Cache-Control': pinned ? YEAR : 'no-cache',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Content-Type-Options': 'nosniff',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  });
  if (request.fresh) return void response.status(304).end();
  // Asked one by one: at equal weights the browser's order, gzip first, would win over the smaller file.
  const encoding = request.acceptsEncodings('br') || request.acceptsEncodings('gzip');
  const bytes = encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : file.plain;
  if (bytes !== file.plain && encoding) response.set('Content-Encoding', encoding);
  response.status(200).end(request.method === 'HEAD' ? undefined : bytes);
}
