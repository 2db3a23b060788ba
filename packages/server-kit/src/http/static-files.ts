// Serves the form's files: compressed as browsers take them, kept by version.
import type { Request, Response } from 'express';
import { WIDGET_VERSION, widgetAsset } from '../assets/widget-assets.ts';
import { ProblemError } from '../errors/problem-error.ts';

const YEAR = 'public, max-age=31536000, immutable';

/** `?v=` with this file's content hash or the package's version may be kept for a year; anything else is asked for again. */
export function serveAsset(name: string, request: Request, response: Response): void {
  const file = widgetAsset(name);
  if (!file) throw new ProblemError('not_found');
  const asked = request.query['v'];
  const pinned = asked === file.version || asked === WIDGET_VERSION;
  for (const header of ['X-Frame-Options', 'Set-Cookie']) response.removeHeader(header);
  response.set({
    'Content-Type': file.type,
    'Cache-Control': pinned ? YEAR : 'no-cache',
    'Cross-Origin-Resource-Policy': 'cross-origin',
    'X-Content-Type-Options': 'nosniff',
    ETag: file.etag,
    Vary: 'Accept-Encoding',
  });
  if (request.fresh) return void response.status(304).end();
  // Asked one by one: at equal weights the browser's order, gzip first, would win over the smaller file.
  const encoding = request.acceptsEncodings('br') || request.acceptsEncodings('gzip');
  const bytes = encoding === 'br' ? file.brotli : encoding === 'gzip' ? file.gzip : file.bytes;
  if (bytes !== file.bytes && encoding) response.set('Content-Encoding', encoding);
  response.status(200).end(request.method === 'HEAD' ? undefined : bytes);
}
