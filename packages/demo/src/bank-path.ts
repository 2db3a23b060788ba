// The simulator's bank below a path of the shop's own host, for a demonstration that has one host only.
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream';
import type { RequestHandler } from 'express';

/** Where it is. */
export const BANK_PATH = '/bank';

/** What shoppers' browsers need of the simulator; its API, its dashboard and its control stay inside. */
const IS_FOR_SHOPPERS =
  /^\/(?:acs\/(?:authenticate|answer|app)|pg\/callback\/|[\w-]+\/(?:threeDSecure\/method(?:\/look)?|CommonPgResponseHandler))(?:\?|$)/;

/** The bank's own; what else the browser knows of this host is the shop's. */
const BANK_COOKIE = /^malhar_session=/;
/** Longer than the slowest of the simulator's banks thinks. */
const PATIENCE_MS = 30_000;

function headersFor(host: string, { cookie = '', ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  const own = cookie.split('; ').filter((each) => BANK_COOKIE.test(each));
  return { ...headers, host, ...(own.length > 0 ? { cookie: own.join('; ') } : {}) };
}

/**
 * Handles what is below `BANK_PATH`: mounted there, it sees paths without it.
 * @param patienceMs how long the simulator may say nothing
 */
export function bankAt(simulatorUrl: string, patienceMs = PATIENCE_MS): RequestHandler {
  const { hostname, port, host } = new URL(simulatorUrl);
  return (request, response, next) => {
    if (!IS_FOR_SHOPPERS.test(request.url)) return next();
    const { method, url: path } = request;
    const onward = ask(
      { hostname, port, method, path, headers: headersFor(host, request.headers), timeout: patienceMs },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        // Where the answer breaks off, the shopper's does, too: half a page must not look like a whole one.
        pipeline(answer, response, () => undefined);
      },
    );
    onward.on('timeout', () => onward.destroy(new Error('The simulator says nothing.')));
    onward.on('error', () => {
      if (response.headersSent) response.destroy();
      else response.status(502).type('text').send('The bank of this demonstration is away. Try again in a minute.');
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };
}
