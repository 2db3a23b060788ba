// A request to the kit, from any framework: adapters make it, and routes use it.

import type { HookContext } from '../hook-context.ts';
import type { Surroundings } from '../misconfiguration.ts';

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
  /** The result of a body parser in front of the kit; undefined when there was none. */
  readonly parsedBody: unknown;
  /** Whether the client has gone by now. Costs less than asking `signal`. */
  readonly isGone: boolean;
  /** Aborted when the client is gone. */
  readonly signal: AbortSignal;
  /** Public path of the mount without the path of `publicUrl`, e.g. `/eximpe`; empty at the root. */
  readonly mountPath: string;
  /** Origin by which the request came, e.g. `http://localhost:3000`. */
  readonly origin: string;
  /** The shopper's IP address, as far as proxies may be believed. */
  readonly ipAddress: string;
  /** It came over TLS, as far as proxies may be believed. */
  readonly isSecure: boolean;
  /** It was made on this machine; a proxy on this machine only passes on requests that were made elsewhere. */
  readonly isFromThisMachine: boolean;
  /** Names this request in logs and problems. */
  readonly requestId: string;
  readonly surroundings: Surroundings;
  readonly hookContext: HookContext;
}

/** Parameters of the route's pattern, decoded. */
export type Params = Readonly<Record<string, string>>;
