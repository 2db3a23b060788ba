// The kit's only entry: matches a call with its route, checks and answers it; every error becomes a problem.
import { RegExpRouter } from 'hono/router/reg-exp-router';
import { SmartRouter } from 'hono/router/smart-router';
import { TrieRouter } from 'hono/router/trie-router';
import { ProblemError } from '../errors/problem-error.ts';
import { withoutTrailingSlashes } from '../trailing-slashes.ts';
import type { Call, Params } from './call.ts';
import { isOnChallengeOrigin } from './challenge-origin.ts';
import type { RouteContext } from './context.ts';
import { errorReply } from './error-reply.ts';
import { HttpError } from './http-error.ts';
import { corsHeaders, demandOwnOrigin, preflight } from './origin.ts';
import { problemReply, type Reply } from './reply.ts';
import { allowedMethods, createRoutes, PATTERNS, type Route } from './routes.ts';

/** Never rejects. */
export type Handle = (call: Call) => Promise<Reply>;

export function createHandler(context: RouteContext): Handle {
  const { ports, settings, misconfiguration } = context;
  const match = createMatcher(context);
  const ownOrigins = new Set([settings.publicUrl.origin, ...settings.allowedOrigins]);

  const answer = async (call: Call): Promise<Reply> => {
    misconfiguration.inspect(call);
    const found = match(call.path);
    if (!found) throw new ProblemError('not_found');
    const { route, params } = found;
    // A bank's script runs there with a real origin: the kit serves nothing else there that the script could use.
    if (isOnChallengeOrigin(call, settings) && !route.onChallengeOrigin) throw new ProblemError('not_found');
    const isHead = call.method === 'HEAD' && route.takesHead !== false;
    const method = isHead ? 'GET' : call.method;
    const handler = method === 'GET' || method === 'POST' ? route[method] : undefined;
    if (!handler) {
      const allow = allowedMethods(route);
      throw new MethodNotAllowed(allow);
    }
    if (method === 'POST' && !route.fromAnywhere) demandOwnOrigin(ports, call, ownOrigins);
    return handler(call, params);
  };

  return async (call) => {
    const cors = corsHeaders(call, settings.allowedOrigins);
    if (cors && call.method === 'OPTIONS') return preflight(cors);
    let reply: Reply;
    try {
      reply = await answer(call);
    } catch (error) {
      reply =
        error instanceof MethodNotAllowed
          ? problemReply(call, error.problem, 405, { allow: error.allow })
          : errorReply(ports, call, error);
    }
    if (settings.allowedOrigins.length === 0) return reply;
    // On answers to the shop's own pages, too: a cache must not serve them to a page of another origin, without its CORS headers.
    const vary = [reply.headers['vary'], 'Origin'].filter(Boolean).join(', ');
    return { ...reply, headers: { ...reply.headers, ...cors, vary } };
  };
}

class MethodNotAllowed extends ProblemError {
  readonly allow: string;
  constructor(allow: string) {
    super('request_invalid', { message: `This address accepts ${allow}.` });
    this.allow = allow;
  }
}

interface Match {
  readonly route: Route;
  readonly params: Params;
}

/** Finds a path's route; a slash at its end changes nothing. Throws an HttpError of 400 for a path that can't be decoded. */
function createMatcher(context: RouteContext): (path: string) => Match | undefined {
  const routes = createRoutes(context);
  const router = new SmartRouter<Route>({ routers: [new RegExpRouter(), new TrieRouter()] });
  for (const [name, pattern] of PATTERNS) router.add('ALL', pattern, routes[name]);

  return (path) => {
    const [matches, stash] = router.match('ALL', withoutTrailingSlashes(path) || '/');
    const [first] = matches;
    if (!first) return undefined;
    const [route, found] = first;
    const params = Object.entries(found).map(([name, value]) => [
      name,
      decode(typeof value === 'number' ? (stash?.[value] ?? '') : value),
    ]);
    return { route, params: Object.fromEntries(params) as Params };
  };
}

function decode(text: string): string {
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    throw new HttpError(400, 'request_invalid', "The address can't be decoded.");
  }
}
