// Who may send: pages of the shop itself, and the origins it names. Browsers say where a request comes from.
import { explanation } from '../payments/explain.ts';
import type { Ports } from '../payments/ports/ports.ts';
import type { Call } from './call.ts';
import { HttpError } from './http-error.ts';
import { empty, type Reply } from './reply.ts';

/** Throws for a request that another site's page makes; clients that are not browsers send neither header, and pass. */
export function demandOwnOrigin(ports: Pick<Ports, 'explainsFaults'>, call: Call, origins: ReadonlySet<string>): void {
  const [site, origin] = [call.header('sec-fetch-site'), call.header('origin')];
  if (site === 'same-origin') return;
  const isOwn = origin === undefined ? site === undefined || site === 'none' : origins.has(origin);
  if (isOwn) return;
  const fault = `${origin ?? 'Another site'} is neither the origin of publicUrl nor in allowedOrigins.`;
  const message = explanation(ports, fault) ?? 'The request came from a page that is not allowed to send it.';
  throw new HttpError(403, 'origin_refused', message);
}

/** CORS headers for the origins that the merchant named, and no others. Undefined when the merchant named none. */
export function corsHeaders(call: Call, allowed: readonly string[]): Readonly<Record<string, string>> | undefined {
  if (allowed.length === 0) return undefined;
  const origin = call.header('origin');
  if (origin === undefined || !allowed.includes(origin)) return undefined;
  return { 'access-control-allow-origin': origin };
}

export const preflight = (cors: Readonly<Record<string, string>>): Reply =>
  empty(204, {
    ...cors,
    vary: 'Origin',
    'access-control-allow-methods': 'GET, POST',
    'access-control-allow-headers': 'Content-Type, Idempotency-Key',
    'access-control-max-age': '600',
  });
