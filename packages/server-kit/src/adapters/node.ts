// `kit.router`: one plain (req, res, next) for Express 4 and 5, Connect, Nest, Fastify's middleware and bare node:http.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TLSSocket } from 'node:tls';
import type { HookContext } from '../hook-context.ts';
import type { Call } from '../http/call.ts';
import type { Surroundings } from '../misconfiguration.ts';
import type { Reply } from '../http/reply.ts';
import type { AdapterContext } from './adapter.ts';
import { consumed, demandReadable, endedEarly, tooLarge } from './body.ts';
import { compileTrust, isFromThisMachine, plain, senderOf } from '../client-address.ts';
import { withoutTrailingSlashes } from '../trailing-slashes.ts';
import { below, DEFAULT_MOUNT_PATH, type Mounted } from './mount-path.ts';

export type NodeRouter = (request: IncomingMessage, response: ServerResponse, next?: (error?: unknown) => void) => void;

/** What frameworks and middleware add to Node's request; read where it is there. */
interface Decorated extends IncomingMessage {
  readonly originalUrl?: unknown;
  readonly baseUrl?: unknown;
  readonly ip?: unknown;
  readonly protocol?: unknown;
  readonly body?: unknown;
  readonly rawBody?: unknown;
  readonly session?: unknown;
  readonly id?: unknown;
  readonly app?: { readonly get?: (name: string) => unknown };
}

/** Requests outside of the mount go on to `next`, or are answered 404 where there is none. */
export function createNodeRouter(context: AdapterContext): NodeRouter {
  const trust = compileTrust(context.trustProxy);
  return (request, response, next) => {
    const mounted = mountedAt(request, context.mountPath);
    if (!mounted && next) return next();
    const call = new NodeCall(request, response, mounted ?? { mountPath: '', path: '/' }, context, trust);
    context
      .handle(call)
      .then((reply) => write(request, response, reply))
      // What middleware does to the response may throw, too; nobody else would catch it.
      .catch(() => response.destroy());
  };
}

/** Frameworks that mount take the mount's path off `url` and keep the whole elsewhere; a bare server takes nothing off. */
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

class NodeCall implements Call {
  readonly adapter = 'node';
  readonly method: string;
  readonly path: string;
  readonly mountPath: string;
  readonly #request: Decorated;
  readonly #response: ServerResponse;
  readonly #context: AdapterContext;
  readonly #trust: ReturnType<typeof compileTrust>;
  #sender: ReturnType<typeof senderOf> | undefined;
  #signal: AbortSignal | undefined;
  #requestId: string | undefined;
  #hookContext: HookContext | undefined;

  constructor(
    request: IncomingMessage,
    response: ServerResponse,
    { path, mountPath }: Mounted,
    context: AdapterContext,
    trust: ReturnType<typeof compileTrust>,
  ) {
    this.#request = request;
    this.#response = response;
    this.#context = context;
    this.#trust = trust;
    this.method = request.method ?? 'GET';
    this.path = path;
    this.mountPath = mountPath;
  }

  header = (name: string): string | undefined => {
    const value = this.#request.headers[name];
    return Array.isArray(value) ? value.join(', ') : value;
  };

  get query(): URLSearchParams {
    const url = this.#request.url ?? '';
    const start = url.indexOf('?');
    return new URLSearchParams(start < 0 ? '' : url.slice(start + 1));
  }

  get origin(): string {
    const origin = `${this.isSecure ? 'https' : 'http'}://${this.header('host') ?? ''}`;
    // Whoever sends the request writes its Host header.
    return /^https?:\/\/[\w.:[\]-]+$/.test(origin) && URL.canParse(origin) ? origin : 'http://localhost';
  }

  get #from(): ReturnType<typeof senderOf> {
    const { socket } = this.#request;
    const isTls = (socket as Partial<TLSSocket>).encrypted === true;
    return (this.#sender ??= senderOf(this.header, socket.remoteAddress, isTls, this.#trust));
  }

  get ipAddress(): string {
    const { ip } = this.#request;
    return typeof ip === 'string' && ip !== '' ? plain(ip) : (this.#from.address ?? '127.0.0.1');
  }

  get isSecure(): boolean {
    const { protocol } = this.#request;
    return typeof protocol === 'string' ? protocol === 'https' : this.#from.isSecure;
  }

  get isFromThisMachine(): boolean {
    return isFromThisMachine(this.header, this.#request.socket.remoteAddress);
  }

  /** The id an upstream logger gave this request, else one of ours. */
  get requestId(): string {
    const { id } = this.#request;
    const given = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
    return (this.#requestId ??= /^[\w.:-]{1,100}$/.test(given) ? given : randomBytes(9).toString('base64url'));
  }

  get surroundings(): Surroundings {
    const { ip, app } = this.#request;
    const peer = this.#request.socket.remoteAddress ?? '';
    const isOwnTrust = typeof ip !== 'string';
    const frameworkTrust: unknown = isOwnTrust ? undefined : app?.get?.('trust proxy');
    return {
      bodyWasParsed: this.#request.body !== undefined,
      sessionInFront: this.#request.session !== undefined || this.#response.hasHeader('set-cookie'),
      trustsAnyProxy: (isOwnTrust ? this.#context.trustProxy : frameworkTrust) === true,
      forwardedUnbelieved: isOwnTrust
        ? this.#from.forwardedUnbelieved
        : this.header('x-forwarded-for') !== undefined && plain(ip) === plain(peer) && !frameworkTrust,
      addressUnknown: false,
    };
  }

  get isGone(): boolean {
    return this.#response.destroyed;
  }

  get signal(): AbortSignal {
    if (this.#signal) return this.#signal;
    const gone = new AbortController();
    const response = this.#response;
    if (response.destroyed) gone.abort();
    else response.once('close', () => gone.abort());
    return (this.#signal = gone.signal);
  }

  get parsedBody(): unknown {
    const { body } = this.#request;
    return Buffer.isBuffer(body) ? undefined : body;
  }

  async readBytes(mostBytes: number): Promise<Uint8Array> {
    demandReadable(this.header, mostBytes);
    const kept = keptBytes(this.#request);
    if (kept) {
      if (kept.length > mostBytes) throw tooLarge();
      return kept;
    }
    if (this.#request.readableDidRead || this.#request.body !== undefined) throw consumed();
    return gather(this.#request, mostBytes);
  }

  get hookContext(): HookContext {
    return (this.#hookContext ??= new NodeHookContext(this.#request, this));
  }
}

/** `rawBody` as some apps and platforms keep it, or the Buffer that `express.raw()` leaves. */
function keptBytes({ rawBody, body }: Decorated): Buffer | undefined {
  if (Buffer.isBuffer(rawBody)) return rawBody;
  return Buffer.isBuffer(body) ? body : undefined;
}

/** By events: an iterator over the stream costs twice as much. */
function gather(request: IncomingMessage, mostBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) return void chunks.push(chunk);
      chunks.length = 0;
      reject(tooLarge());
    });
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.readableEnded) reject(endedEarly());
    });
  });
}

/** The web's form of the request is made only for a hook that looks at it. */
class NodeHookContext implements HookContext {
  readonly native: IncomingMessage;
  readonly #call: NodeCall;
  #request: Request | undefined;

  constructor(native: IncomingMessage, call: NodeCall) {
    this.native = native;
    this.#call = call;
  }

  get request(): Request {
    if (this.#request) return this.#request;
    const { method = 'GET', originalUrl, url, rawHeaders } = this.native as Decorated;
    const headers = new Headers();
    for (let index = 0; index + 1 < rawHeaders.length; index += 2) {
      const [name = '', value = ''] = rawHeaders.slice(index, index + 2);
      // HTTP/2 lists its pseudo-headers here, too.
      if (!name.startsWith(':')) headers.append(name, value);
    }
    const target = typeof originalUrl === 'string' ? originalUrl : (url ?? '/');
    const address = target.startsWith('/') ? this.#call.origin + target : target;
    return (this.#request = new Request(address, { method, headers, signal: this.#call.signal }));
  }
}

function write(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const { status, headers, body, without = [] } = reply;
  if (response.headersSent || response.destroyed) return;
  // What is left of a body that was refused is not read: the connection ends with the answer.
  if (!request.complete) response.shouldKeepAlive = false;
  for (const name of without) response.removeHeader(name);
  if (without.includes('set-cookie')) withoutCookies(response);
  if (body === null || typeof body === 'string' || body instanceof Uint8Array) {
    const hasLength = status !== 204 && status !== 304;
    const length = body === null ? 0 : Buffer.byteLength(body);
    response.writeHead(status, hasLength ? { ...headers, 'content-length': length } : headers);
    response.end(request.method === 'HEAD' || body === null ? undefined : body);
    return;
  }
  response.writeHead(status, headers);
  response.flushHeaders();
  void stream(response, body);
}

async function stream(response: ServerResponse, pieces: AsyncIterable<string>): Promise<void> {
  try {
    for await (const piece of pieces) {
      if (response.destroyed) break;
      response.write(piece);
    }
    response.end();
  } catch {
    response.destroy();
  }
}

/**
 * The return is a cross-site POST: no cookie of the shopper arrives, and a session middleware in front of it would
 * overwrite their login with a new, empty one. Such middleware writes its cookie at the last moment, so we hold the pen.
 */
function withoutCookies(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => (name.toLowerCase() === 'set-cookie' ? response : setHeader(name, value));
}
