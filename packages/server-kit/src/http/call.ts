// A request to the kit, whichever framework took it: what adapters give and routes use.

/** What the shop's hooks are given beside the reference. */
export interface HookContext<Native = unknown> {
  /** The request in the web's own form: its address, headers and signal. Its body is the kit's and is not in it. */
  readonly request: Request;
  /**
   * What the framework itself has: Express's, Connect's or Nest's `req`, Node's `IncomingMessage`, or what was given to
   * `kit.fetch` as `native`, e.g. Hono's `c`.
   */
  readonly native: Native;
}

/** How the app in front of the kit treats requests, as far as an adapter can see. */
export interface Surroundings {
  /** A body parser ran before the kit. */
  readonly bodyWasParsed: boolean;
  /** A session or cookie middleware ran before the kit. */
  readonly sessionInFront: boolean;
  /** Every proxy is believed, and so is every client. */
  readonly trustsAnyProxy: boolean;
  /** The request names the shopper's address in a header that nobody told us to believe. */
  readonly forwardedUnbelieved: boolean;
  /** There is no address at all: neither a connection nor a header that may be believed. */
  readonly addressUnknown: boolean;
}

export interface Call {
  /** Which adapter took it; a label of logs, events and metrics. */
  readonly adapter: 'node' | 'fetch';
  /** Upper case. */
  readonly method: string;
  /** Below the mount, percent-encoded as it came, e.g. `/payments`. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** @param name in lower case */
  readonly header: (name: string) => string | undefined;
  /** The body; rejects with an HttpError of 413 over the limit, with EXIMPE_BODY_CONSUMED when nothing is left to read. */
  readBytes(mostBytes: number): Promise<Uint8Array>;
  /** What a body parser in front of the kit made of the body; undefined when there was none. */
  readonly parsedBody: unknown;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
  /** Public path of the mount without that of `publicUrl`, e.g. `/eximpe`; empty at the root. */
  readonly mountPath: string;
  /** Origin by which the request came, e.g. `http://localhost:3000`. */
  readonly origin: string;
  /** The shopper's IP address, as far as proxies may be believed. */
  readonly ipAddress: string;
  /** It came over TLS, as far as proxies may be believed. */
  readonly isSecure: boolean;
  /** It was made on this machine; a proxy on this machine only passes on what was made elsewhere. */
  readonly isFromThisMachine: boolean;
  /** Names this request in logs and problems. */
  readonly requestId: string;
  readonly surroundings: Surroundings;
  readonly hookContext: HookContext;
}

/** Parameters of the route's pattern, decoded. */
export type Params = Readonly<Record<string, string>>;
