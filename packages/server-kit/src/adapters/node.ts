// `kit.router`: one plain (req, res, next) for Express 4 and 5, Connect, Nest, Fastify's middleware and bare node:http.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AdapterContext } from './adapter.ts';
import { compileTrust } from '../client-address.ts';
import { withoutTrailingSlashes } from '../trailing-slashes.ts';
import { below, DEFAULT_MOUNT_PATH, type Mounted } from './mount-path.ts';
import { NodeCall, type Decorated } from './node-call.ts';
import { writeReply } from './node-reply.ts';

export type NodeRouter = (request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void) => void;

/** Passes requests outside the mount to `next`, or answers 404 when there is no `next`. */
export function createNodeRouter(context: AdapterContext): NodeRouter {
  const trust = compileTrust(context.trustProxy);
  return (request, response, next) => {
    const mounted = mountedAt(request, context.mountPath);
    if (!mounted && next) return next();
    const call = new NodeCall(request, response, mounted ?? { mountPath: '', path: '/' }, context, trust);
    context
      .handle(call)
      .then((reply) => writeReply(request, response, reply))
      // Middleware may have changed the response so that writing to it throws; nothing else would catch that.
      .catch(() => response.destroy());
  };
}

/** Frameworks that mount remove the mount's path from `url` and keep the whole path in another field; a bare server removes nothing. */
function mountedAt(request: Decorated, configured: string | undefined): Mounted | undefined {
  const url = request.url ?? '/';
  const path = pathOf(url);
  const { baseUrl, originalUrl } = request;
  const whole = typeof originalUrl === 'string' ? pathOf(originalUrl) : path;
  const base = typeof baseUrl === 'string' ? baseUrl : whole.endsWith(path) ? whole.slice(0, -path.length) : '';
  if (base !== '') return { mountPath: configured ?? withoutTrailingSlashes(base), path };
  const mountPath = configured ?? DEFAULT_MOUNT_PATH;
  const rest = below(path, mountPath);
  return rest === undefined ? undefined : { mountPath, path: rest };
}

function pathOf(url: string): string {
  const end = url.indexOf('?');
  const path = end < 0 ? url : url.slice(0, end);
  // A request to a proxy names the whole address. @see RFC 9112, 3.2.2
  return path.startsWith('/') || !URL.canParse(path) ? path : new URL(path).pathname;
}
