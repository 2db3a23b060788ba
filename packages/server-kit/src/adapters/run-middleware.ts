// Runs the app's own middleware (e.g. for sessions) for a hook: the kit is mounted before that middleware, but the hook needs its result.
import { ServerResponse, type IncomingMessage } from 'node:http';

/** `(request, response, next)`, as in Connect and Express. */
export type ConnectMiddleware = (request: never, response: never, next: (error?: unknown) => void) => unknown;

const runs = new WeakMap<IncomingMessage, WeakMap<ConnectMiddleware, Promise<void>>>();

/**
 * Runs `(request, response, next)` middleware on Node's request, at most once per request, and resolves with the
 * request that the middleware has changed: `(await runMiddleware(session, native)).session`. The middleware can only
 * read: its response and its cookies are dropped. Rejects with the error that the middleware throws or passes to
 * `next`, and when it responds instead of calling `next`.
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
    // It has no connection: nobody reads what is written to it.
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
    // A direct throw already rejects the outer promise.
    Promise.resolve(run(request, response, next)).catch(reject);
  });
