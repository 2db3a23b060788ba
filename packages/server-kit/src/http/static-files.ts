// Serves the form's files: compressed in a way that the browser accepts, and cached by version.
import { parseAccept } from 'hono/utils/accept';
import { WIDGET_VERSION, widgetAsset } from '../assets/widget-assets.ts';
import { ProblemError } from '../errors/problem-error.ts';
import type { Call } from './call.ts';
import type { Reply } from './reply.ts';

const YEAR = 'public, max-age=31536000, immutable';

/** An address with `?v=` and this file's content hash or the package's version may be cached for a year; browsers ask again for any other. */
export function assetReply(name: string, call: Call): Reply {
  const file = widgetAsset(name);
  if (!file) throw new ProblemError('not_found');
  const asked = call.query.get('v');
  const isPinned = asked === file.version || asked === WIDGET_VERSION;
  const headers = {
    'content-type': file.type,
    'cache-control': isPinned ? YEAR : 'no-cache',
    'cross-origin-resource-policy': 'cross-origin',
    'x-content-type-options': 'nosniff',
    etag: file.etag,
    vary: 'Accept-Encoding',
  };
  if (hasSameTag(call.header('if-none-match'), file.etag)) {
    return { status: 304, headers, body: null, without: UNWANTED };
  }
  const accepted = parseAccept(call.header('accept-encoding') ?? '');
  const encoding = (['br', 'gzip'] as const).find((one) => accepted.some(({ type, q }) => type === one && q > 0));
  return {
    status: 200,
    headers: encoding === undefined ? headers : { ...headers, 'content-encoding': encoding },
    body: encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : file.bytes,
    without: UNWANTED,
  };
}

/** @see RFC 9110, If-None-Match: weak comparison */
const hasSameTag = (header: string | undefined, etag: string): boolean =>
  header?.split(',').some((tag) => [etag, '*'].includes(tag.trim().replace(/^W\//, ''))) ?? false;

const UNWANTED = ['x-frame-options', 'set-cookie'];
