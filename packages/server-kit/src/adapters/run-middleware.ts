// Runs the app's own middleware (a session's, say) for a hook: the kit is mounted before it, and the hook needs what it finds.
import { ServerResponse, type IncomingMessage } from 'node:http';

/** `(request, response, next)`, as Connect and Express have it. */
export type ConnectMiddleware = (request: never, response: never, next: (error?: unknown) => void) => unknown;

const runs = new WeakMap<IncomingMessage, WeakMap<ConnectMiddleware, Promise<void>>>();

/**
 * Runs `(request, response, next)` middleware on Node's request, at most once a request, and resolves with the request as it then is:
 * `(await runMiddleware(session, native)).session`. It reads only: what it would answer, cookies among it, goes nowhere. Rejects with
 * what the middleware throws or gives to `next`, and when it answers instead of calling `next`.
 */
export async function runMiddleware<Native extends IncomingMessage>(
  middleware: ConnectMiddleware,
  request: Native,
): Promise<Native> {
  const ofRequest = runs.get(request) ?? new WeakMap<ConnectMiddleware, Promise<void>>();
  runs.set(request, ofRequest);
  const run = ofRequest.get(middleware) ?? once(middleware, request);
  ofRequest.set(middleware, run);
  await run;
  return request;
}

const once = (middleware: ConnectMiddleware, request: IncomingMessage): Promise<void> =>
  new Promise((resolve, reject) => {
    // Of no connection: whatever is written to it, nobody reads.
    const response = new ServerResponse(request);
    response.end = () => {
      reject(new Error('runMiddleware: the middleware answered the request instead of calling next'));
      return response;
    };
    const next = (error?: unknown): void => {
      if (error === undefined || error === null) resolve();
      else reject(error);
    };
    const run = middleware as (...args: readonly unknown[]) => unknown;
    // What it throws itself rejects this promise already.
    Promise.resolve(run(request, response, next)).catch(reject);
  });
