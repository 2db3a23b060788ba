// Node's request, with what frameworks add to it, in the form that the routes use.
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { isIP } from 'node:net';
import type { TLSSocket } from 'node:tls';
import type { HookContext } from '../hook-context.ts';
import type { Call } from '../http/call.ts';
import type { Surroundings } from '../misconfiguration.ts';
import type { AdapterContext } from './adapter.ts';
import { consumed, demandReadable, endedEarly, tooLarge } from './body.ts';
import { isFromThisMachine, plain, senderOf, type compileTrust } from '../client-address.ts';
import type { Mounted } from './mount-path.ts';

/** What frameworks and middleware add to Node's request; any of it may be missing. */
export interface Decorated extends IncomingMessage {
  readonly originalUrl?: unknown;
  readonly baseUrl?: unknown;
  readonly ip?: unknown;
  readonly ips?: unknown;
  readonly protocol?: unknown;
  readonly body?: unknown;
  readonly rawBody?: unknown;
  readonly session?: unknown;
  readonly id?: unknown;
  readonly app?: { readonly get?: (name: string) => unknown };
}

export class NodeCall implements Call {
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
    // The client writes the Host header: it may hold anything.
    return /^https?:\/\/[\w.:[\]-]+$/.test(origin) && URL.canParse(origin) ? origin : 'http://localhost';
  }

  get #from(): ReturnType<typeof senderOf> {
    const { socket } = this.#request;
    const isTls = (socket as Partial<TLSSocket>).encrypted === true;
    return (this.#sender ??= senderOf(this.header, socket.remoteAddress, isTls, this.#trust));
  }

  get ipAddress(): string {
    const { ip } = this.#request;
    const given = typeof ip === 'string' ? plain(ip) : '';
    // EximPe would refuse an order for anything else: whoever trusts everybody gets from a client what it likes.
    return isIP(given) === 0 ? (this.#from.address ?? '127.0.0.1') : given;
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
    // Fastify hands middleware nothing that says whom it trusts: there `trustProxy: true` looks like the right addresses.
    const frameworkTrust: unknown = isOwnTrust ? undefined : app?.get?.('trust proxy');
    return {
      bodyWasParsed: this.#request.body !== undefined,
      sessionInFront: this.#request.session !== undefined || this.#response.hasHeader('set-cookie'),
      trustsAnyProxy: (isOwnTrust ? this.#context.trustProxy : frameworkTrust) === true,
      forwardedUnbelieved: isOwnTrust
        ? this.#from.forwardedUnbelieved
        : this.header('x-forwarded-for') !== undefined &&
          plain(ip) === plain(peer) &&
          !frameworkTrust &&
          !believedByFastify(this.#request),
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

/** Fastify's `ips` begin with the connection itself; a further one was named by a proxy that Fastify trusts. */
const believedByFastify = ({ ips }: Decorated): boolean => Array.isArray(ips) && ips.length > 1;

/** `rawBody` as some apps and platforms keep it, or the Buffer that `express.raw()` leaves. */
function keptBytes({ rawBody, body }: Decorated): Buffer | undefined {
  if (Buffer.isBuffer(rawBody)) return rawBody;
  return Buffer.isBuffer(body) ? body : undefined;
}

/** Listens to events: an iterator over the stream costs twice as much. */
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

/** Makes the web Request only when a hook reads it. */
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
