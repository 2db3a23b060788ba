// Serves the simulator's bank under a path of the shop's own host, for a demonstration with only one host.
import { request as ask, type IncomingHttpHeaders } from 'node:http';
import { pipeline } from 'node:stream';
import type { RequestHandler } from 'express';

/** The path of the bank. */
export const BANK_PATH = '/bank';

/** The simulator's paths that shoppers' browsers need; its API, dashboard and control stay private. */
const IS_FOR_SHOPPERS =
  /^\/(?:acs\/(?:authenticate|answer|app)|pg\/callback\/|[\w-]+\/(?:threeDSecure\/method(?:\/look)?|CommonPgResponseHandler))(?:\?|$)/;

/** The bank's own cookie; the browser's other cookies for this host belong to the shop. */
const BANK_COOKIE = /^malhar_session=/;
/** Longer than the slowest of the simulator's banks needs to answer. */
const PATIENCE_MS = 30_000;

function headersFor(host: string, { cookie = '', ...headers }: IncomingHttpHeaders): IncomingHttpHeaders {
  const own = cookie.split('; ').filter((each) => BANK_COOKIE.test(each));
  return { ...headers, host, ...(own.length > 0 ? { cookie: own.join('; ') } : {}) };
}

/**
 * Handles requests below `BANK_PATH`: when mounted there, it sees paths without that prefix.
 * @param patienceMs how long the simulator may send nothing
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
        // If the simulator's answer breaks off, so does the shopper's: half a page must not look like a whole one.
        pipeline(answer, response, () => undefined);
      },
    );
    onward.on('timeout', () => onward.destroy(new Error('The simulator does not respond.')));
    onward.on('error', () => {
      if (response.headersSent) response.destroy();
      else response.status(502).type('text').send('The bank of this demo is not available. Try again in a minute.');
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };
}
