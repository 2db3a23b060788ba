// Who may send: pages of the shop itself, and the origins it names. Browsers say where a request comes from.
import type { Request, RequestHandler } from 'express';
import { HttpError } from './http-error.ts';

/** Refuses requests that another site's page makes; what is no browser sends neither header and passes. */
export function demandOwnOrigin(origins: ReadonlySet<string>): RequestHandler {
  return (request, _response, next) => {
    if (!isOwn(request, origins)) {
      throw new HttpError(403, 'origin_refused', 'The request came from a page that is not allowed to send it.');
    }
    next();
  };
}

function isOwn(request: Request, origins: ReadonlySet<string>): boolean {
  const { 'sec-fetch-site': site, origin } = request.headers;
  if (site === 'same-origin') return true;
  if (origin !== undefined) return origins.has(origin);
  return site === undefined || site === 'none';
}

/** CORS, for the origins that the merchant named and no other. Without any there is none. */
export function allowOrigins(origins: readonly string[]): RequestHandler {
  return (request, response, next) => {
    const origin = request.get('origin');
    if (origin === undefined || !origins.includes(origin)) return next();
    response.vary('Origin').set('Access-Control-Allow-Origin', origin);
    if (request.method !== 'OPTIONS') return next();
    response
      .set('Access-Control-Allow-Methods', 'GET, POST')
      .set('Access-Control-Allow-Headers', 'Content-Type, Idempotency-Key')
      .set('Access-Control-Max-Age', '600')
      .status(204)
      .end();
  };
}
