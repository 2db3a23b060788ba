// `kit.fetch`: the web's own form, for Next.js, Hono, SvelteKit, Astro, Remix, Bun and serverless functions.
import { randomBytes } from 'node:crypto';
import type { HookContext } from '../hook-context.ts';
import type { Call } from '../http/call.ts';
import type { Surroundings } from '../misconfiguration.ts';
import type { Reply } from '../http/reply.ts';
import type { AdapterContext } from './adapter.ts';
import { consumed, demandReadable, endedEarly, tooLarge } from './body.ts';
import { compileTrust, isFromThisMachine, plain, senderOf } from '../client-address.ts';
import { below, DEFAULT_MOUNT_PATH } from './mount-path.ts';

/** What the platform knows about a request, but a web Request does not contain. */
export interface FetchInfo<Native = unknown> {
  /** The shopper's IP address, if the platform gives it: SvelteKit's `getClientAddress()`, Astro's `clientAddress`. */
  readonly clientAddress?: string | undefined;
  /** The other end of the connection; the option `trustProxy` says which proxies the kit trusts. */
  readonly remoteAddress?: string | undefined;
  /** Passed to your hooks as `native`, e.g. Hono's `c`. Default: `incoming`. */
  readonly native?: Native | undefined;
  /** As `@hono/node-server` gives it, so that `app.mount('/eximpe', kit.fetch)` knows the connection. */
  readonly incoming?: { readonly socket?: { readonly remoteAddress?: string | undefined } } | undefined;
}

/** Never rejects: errors become responses, too. */
export type KitFetch = (request: Request, info?: FetchInfo) => Promise<Response>;

export function createFetch(context: AdapterContext): KitFetch {
  const trust = compileTrust(context.trustProxy);
  return async (request, info) => {
    try {
      const call = new FetchCall(request, info ?? {}, context, trust);
      return toResponse(await context.handle(call), call);
    } catch {
      // An error in the app's own code, e.g. a `trustProxy` that throws.
      return new Response(null, { status: 500 });
    }
  };
}

class FetchCall implements Call {
  readonly adapter = 'fetch';
  readonly method: string;
  readonly path: string;
  readonly mountPath: string;
  readonly query: URLSearchParams;
  readonly origin: string;
  readonly parsedBody = undefined;
  readonly requestId = randomBytes(9).toString('base64url');
  readonly hookContext: HookContext;
  readonly gone = new AbortController();
  readonly #request: Request;
  readonly #info: FetchInfo;
  readonly #peer: string | undefined;
  readonly #sender: ReturnType<typeof senderOf>;
  readonly #trustsAnyone: boolean;
  readonly #dropsEncoding: boolean;

  constructor(request: Request, info: FetchInfo, context: AdapterContext, trust: ReturnType<typeof compileTrust>) {
    const url = new URL(request.url);
    const mountPath = context.mountPath ?? DEFAULT_MOUNT_PATH;
    this.#request = request;
    this.#info = info;
    this.#dropsEncoding = 'nextUrl' in request;
    this.#peer = info.remoteAddress ?? info.incoming?.socket?.remoteAddress;
    this.#sender = senderOf(this.header, this.#peer, url.protocol === 'https:', trust);
    this.#trustsAnyone = context.trustProxy === true;
    this.method = request.method;
    this.mountPath = mountPath;
    // A framework that mounts the kit has already removed the mount's path.
    this.path = below(url.pathname, mountPath) ?? url.pathname;
    this.query = url.searchParams;
    this.origin = url.origin;
    this.hookContext = {
      native: info.native ?? info.incoming,
      get request() {
        return new Request(request.url, { method: request.method, headers: request.headers, signal: request.signal });
      },
    };
    if (request.signal.aborted) this.gone.abort();
    else request.signal.addEventListener('abort', () => this.gone.abort(), { once: true });
  }

  /** Next removes `Content-Encoding` from an answer and compresses by itself, so for Next we never send compressed files. */
  header = (name: string): string | undefined =>
    name === 'accept-encoding' && this.#dropsEncoding ? undefined : (this.#request.headers.get(name) ?? undefined);

  get isGone(): boolean {
    return this.gone.signal.aborted;
  }

  get signal(): AbortSignal {
    return this.gone.signal;
  }

  get ipAddress(): string {
    const { clientAddress } = this.#info;
    return clientAddress ? plain(clientAddress) : (this.#sender.address ?? '127.0.0.1');
  }

  get isSecure(): boolean {
    return this.#sender.isSecure;
  }

  get isFromThisMachine(): boolean {
    return isFromThisMachine(this.header, this.#peer);
  }

  get surroundings(): Surroundings {
    const isGiven = this.#info.clientAddress !== undefined;
    return {
      bodyWasParsed: false,
      sessionInFront: false,
      trustsAnyProxy: this.#trustsAnyone,
      forwardedUnbelieved: !isGiven && this.#sender.forwardedUnbelieved,
      addressUnknown: !isGiven && this.#sender.address === undefined,
    };
  }

  async readBytes(mostBytes: number): Promise<Uint8Array> {
    demandReadable(this.header, mostBytes);
    if (this.#request.bodyUsed || this.#request.body?.locked) throw consumed();
    const chunks: Uint8Array[] = [];
    let size = 0;
    const reader = this.#request.body?.getReader();
    const stop = (): void => void reader?.cancel().catch(() => undefined);
    this.signal.addEventListener('abort', stop, { once: true });
    for (;;) {
      const { done, value } = (await reader?.read().catch(() => {
        throw endedEarly();
      })) ?? { done: true, value: undefined };
      if (this.signal.aborted) throw endedEarly();
      if (done || !value) break;
      size += value.length;
      if (size > mostBytes) {
        stop();
        throw tooLarge();
      }
      chunks.push(value);
    }
    return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
  }
}

function toResponse({ status, headers, body }: Reply, call: FetchCall): Response {
  const isBodiless = call.method === 'HEAD' || body === null;
  return new Response(isBodiless ? null : bodyOf(body, call), { status, headers });
}

function bodyOf(body: NonNullable<Reply['body']>, call: FetchCall): string | Uint8Array<ArrayBuffer> | ReadableStream {
  if (typeof body === 'string') return body;
  if (body instanceof Uint8Array) return body as Uint8Array<ArrayBuffer>;
  const pieces = body[Symbol.asyncIterator]();
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await pieces.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      call.gone.abort();
      await pieces.return?.();
    },
  });
}
