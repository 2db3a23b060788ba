// The simulator's bank below a path of the shop's own host, for a demonstration that has one host only.
import { request as ask } from 'node:http';
import type { RequestHandler } from 'express';

/** Where it is. */
export const BANK_PATH = '/bank';

/** What shoppers' browsers need of the simulator; its API, its dashboard and its control stay inside. */
const IS_FOR_SHOPPERS =
  /^\/(?:acs\/(?:authenticate|answer|app)|pg\/callback\/|[\w-]+\/(?:threeDSecure\/method(?:\/look)?|CommonPgResponseHandler))(?:\?|$)/;

/** Handles what is below `BANK_PATH`: mounted there, it sees paths without it. */
export function bankAt(simulatorUrl: string): RequestHandler {
  const { hostname, port } = new URL(simulatorUrl);
  return (request, response, next) => {
    if (!IS_FOR_SHOPPERS.test(request.url)) return next();
    const { method, url: path, headers } = request;
    const onward = ask(
      { hostname, port, method, path, headers: { ...headers, host: new URL(simulatorUrl).host } },
      (answer) => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        answer.pipe(response);
      },
    );
    onward.on('error', () => {
      if (response.headersSent) response.destroy();
      else response.status(502).type('text').send('The bank of this demonstration is away. Try again in a minute.');
    });
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  };
}
