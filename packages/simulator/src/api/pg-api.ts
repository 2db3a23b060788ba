// The API under /pg/: JSON in, JSON out, every error in one of the documented shapes.
import { json, Router, type ErrorRequestHandler, type RequestHandler } from 'express';
import type { World } from '../world.ts';
import { ApiError, bare, errors, withArrayLeaves } from './api-error.ts';
import { pgBin } from './pg-bin.ts';
import { pgOrders } from './pg-orders.ts';
import { pgPayments } from './pg-payments.ts';
import { pgRefunds } from './pg-refunds.ts';
import { pgSettlements } from './pg-settlements.ts';
import { pgTokens } from './pg-tokens.ts';

/** Django's own limit on a request body. */
const BODY_LIMIT = '2.5mb';

const takesBody = (method: string): boolean => method !== 'GET' && method !== 'HEAD' && method !== 'OPTIONS';

/** Files come as multipart forms. */
const TAKES_FILES = /^\/orders\/[^/]+\/documents\/?$/;

/** Refuses bodies that are not JSON, except on routes that take files. */
const jsonOnly: RequestHandler = (request, _response, next) => {
  const type = request.get('content-type');
  const hasBody = request.get('transfer-encoding') !== undefined || Number(request.get('content-length') ?? 0) > 0;
  if (TAKES_FILES.test(request.path)) next();
  else if (takesBody(request.method) && hasBody && !/^application\/json\b/i.test(type ?? '')) {
    next(bare(415, `Unsupported media type "${type ?? ''}" in request.`));
  } else next();
};

/** Which methods each path knows; any other gets 405. */
const METHODS: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^\/orders\/?$/, ['POST']],
  [/^\/orders\/[^/]+\/?$/, ['GET', 'PATCH']],
  [/^\/orders\/[^/]+\/status\/?$/, ['GET']],
  [TAKES_FILES, ['POST']],
  [/^\/payments\/?$/, ['GET']],
  [/^\/payments\/[^/]+\/?$/, ['GET']],
  [/^\/payments\/[^/]+\/upload-verification-details\/?$/, ['POST']],
  [/^\/settlements\/?$/, ['GET']],
  [/^\/settlements\/[^/]+\/(?:recon\/?)?$/, ['GET']],
  [/^\/bin\/?$/, ['POST']],
  [/^\/tokens\/?$/, ['GET', 'POST']],
  [/^\/tokens\/delete\/?$/, []],
  [/^\/refunds\/?$/, ['GET', 'POST']],
  [/^\/refunds\/[^/]+\/?$/, ['GET']],
  [/^\/refunds\/[^/]+\/simulate-status\/?$/, ['POST']],
];

const notServed: RequestHandler = (request, _response, next) => {
  const known = METHODS.find(([path]) => path.test(request.path))?.[1];
  next(known && !known.includes(request.method) ? errors.methodNotAllowed(request.method) : errors.notFound());
};

/** Errors of Express and its body parser, in Django REST framework's words. */
function fromExpress(error: unknown): ApiError | undefined {
  const { status, type } = error as { status?: unknown; type?: unknown };
  if (type === 'entity.parse.failed') return bare(400, 'JSON parse error - Expecting value: line 1 column 1 (char 0)');
  if (status === 413) return bare(413, 'Request body exceeds the allowed size.');
  if (status === 415) return bare(415, 'Unsupported media type in request.');
  if (typeof status === 'number' && status >= 400 && status < 500) return bare(status, 'Malformed request.');
  return undefined;
}

export function pgApi(world: World): Router {
  const router = Router();
  router.use(jsonOnly);
  router.use(json({ limit: BODY_LIMIT, strict: false }));
  router.use('/orders', pgOrders(world));
  router.use('/payments', pgPayments(world));
  router.use('/bin', pgBin(world));
  router.use('/tokens', pgTokens(world));
  router.use('/refunds', pgRefunds(world));
  router.use('/settlements', pgSettlements(world));
  router.use(notServed);

  const answerError: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
    const known = error instanceof ApiError ? error : fromExpress(error);
    if (!known)
      world.settings.log(`A route failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    if (response.headersSent) return void response.destroy();
    const { status, body } = known ?? errors.gateway();
    response.status(status).json(world.settings.quirks.has('error-arrays') ? withArrayLeaves(body) : body);
  };
  router.use(answerError);
  return router;
}
