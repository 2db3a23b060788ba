// Sets the headers of the checkout page, in Node's way and in the web's.
import { EximpeKitError } from '../errors/kit-error.ts';
import { readInventory, type PageInventory } from './inventory.ts';
import { guardHeaders, type GuardHeaders } from './policy.ts';

export interface PageGuardOptions {
  /** The file's content: `JSON.parse(readFileSync('page-inventory.json', 'utf8'))`. */
  readonly inventory: PageInventory;
  /** Origin of the page, e.g. `https://shop.example`. */
  readonly origin: string;
  /**
   * Blocks nothing and reports everything, so that you can find out what a page loads before you enforce its list. Until you enforce it, the
   * doctor reports the policy as missing. Default false.
   */
  readonly reportOnly?: boolean | undefined;
}

export interface PageGuard {
  /** For servers without middleware; names in lower case. */
  readonly headers: GuardHeaders;
  /** `(req, res, next)` for Express, Connect, Nest, Fastify's middleware and bare `node:http`, after helmet and any other middleware that sets a policy. */
  readonly middleware: (
    request: unknown,
    response: { setHeader(name: string, value: string): unknown },
    next?: () => void,
  ) => void;
  /** The same answer with the headers, for Next.js, Hono, SvelteKit, Astro, Remix and Bun. */
  readonly protect: (response: Response) => Response;
}

/** Throws EXIMPE_INVENTORY_INVALID, whose message names all mistakes. */
export function createPageGuard({ inventory, origin, reportOnly }: PageGuardOptions): PageGuard {
  if (!URL.canParse(origin) || new URL(origin).origin !== origin)
    throw new EximpeKitError('EXIMPE_INVENTORY_INVALID', 'origin must be the page’s, e.g. "https://shop.example"');
  const headers = guardHeaders(readInventory(inventory), origin, reportOnly);
  return {
    headers,
    middleware(_request, response, next) {
      for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
      next?.();
    },
    protect(response) {
      const all = new Headers(response.headers);
      for (const [name, value] of Object.entries(headers)) all.set(name, value);
      return new Response(response.body, { status: response.status, statusText: response.statusText, headers: all });
    },
  };
}
