// The checks for every request that carries a card: a safe transport and an exact form.
import { explanation } from '../payments/explain.ts';
import type { Call } from './call.ts';
import type { RouteContext } from './context.ts';
import { helpFor } from '../errors/kit-error.ts';
import { HttpError } from './http-error.ts';

/** Throws `transport_insecure` for plain HTTP from elsewhere. */
export function demandCardTransport({ ports, settings }: RouteContext, call: Call): void {
  if (call.isSecure || call.isFromThisMachine || settings.unsafeAllowHttp) return;
  const fault =
    "a card was sent over plain HTTP and refused. Behind a proxy that terminates TLS, set Express's `trust proxy`, in Fastify its `trustProxy`, elsewhere the kit's";
  ports.log.error({ code: 'EXIMPE_CARD_OVER_HTTP', help: helpFor('EXIMPE_CARD_OVER_HTTP') }, fault);
  throw new HttpError(403, 'transport_insecure', explanation(ports, fault) ?? 'Card data is accepted over HTTPS only.');
}

interface Schema<T> {
  safeParse(body: unknown):
    | { readonly success: true; readonly data: T }
    | {
        readonly success: false;
        readonly error: {
          readonly issues: readonly { readonly code: string; readonly path: readonly PropertyKey[] }[];
        };
      };
}

/** Throws `request_invalid` with the paths of the fields that are wrong, never their values or unknown names. */
export function parseBody<T>(schema: Schema<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const fields = new Set(
    parsed.error.issues.map(({ code, path }) =>
      code === 'unrecognized_keys' ? '(unknown field)' : path.join('.') || '(body)',
    ),
  );
  throw new HttpError(400, 'request_invalid', 'The request has an unexpected format.', [...fields].slice(0, 20));
}
