// An HTTP client that sends exactly what it is told to, and can hang up.
import { request, type ClientRequest, type IncomingHttpHeaders } from 'node:http';

export interface Outgoing {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Sent in pieces, without a Content-Length. */
  readonly pieces?: readonly (string | Uint8Array)[];
}

export interface Incoming {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** Parsed, where it says that it is JSON. */
  readonly json: Record<string, unknown>;
}

/** @param path sent as it stands, below the mount */
export async function send(origin: string, path: string, outgoing: Outgoing = {}): Promise<Incoming> {
  const opened = open(origin, path, outgoing);
  return opened.answer;
}

export interface Opened {
  readonly answer: Promise<Incoming>;
  /** Resolves with the headers, once they are there. */
  readonly started: Promise<IncomingHttpHeaders>;
  /** What of the body is there by now. */
  soFar(): string;
  hangUp(): void;
}

export function open(origin: string, path: string, { method = 'GET', headers = {}, body, pieces }: Outgoing): Opened {
  const chunks: Buffer[] = [];
  const { hostname, port } = new URL(origin);
  let outgoing: ClientRequest | undefined;
  let start: (headers: IncomingHttpHeaders) => void = () => undefined;
  const started = new Promise<IncomingHttpHeaders>((resolve) => (start = resolve));
  const answer = new Promise<Incoming>((resolve, reject) => {
    outgoing = request(
      {
        hostname,
        port,
        path: `/eximpe${path}`,
        method,
        agent: false,
        headers: {
          ...headers,
          ...(pieces ? { 'transfer-encoding': 'chunked' } : {}),
          ...(body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }),
        },
      },
      (incoming) => {
        start(incoming.headers);
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.once('error', reject);
        incoming.once('end', () => {
          try {
            resolve(read(incoming.statusCode ?? 0, incoming.headers, Buffer.concat(chunks)));
          } catch (error) {
            reject(error);
          }
        });
      },
    );
    outgoing.once('error', reject);
    for (const piece of pieces ?? []) outgoing.write(piece);
    outgoing.end(body);
  });
  // Whoever hangs up does not care.
  answer.catch(() => undefined);
  return {
    answer,
    started,
    soFar: () => Buffer.concat(chunks).toString('utf8'),
    hangUp: () => outgoing?.destroy(),
  };
}

function read(status: number, headers: IncomingHttpHeaders, bytes: Buffer): Incoming {
  const text = bytes.toString('utf8');
  const isJson = /json/.test(headers['content-type'] ?? '') && text !== '';
  return { status, headers, bytes, text, json: isJson ? (JSON.parse(text) as Record<string, unknown>) : {} };
}

/** Starts an upload and breaks off in the middle of it. */
export function breakOff(origin: string, path: string, headers: Readonly<Record<string, string>>, part: string) {
  const { hostname, port } = new URL(origin);
  return new Promise<void>((resolve) => {
    const outgoing = request({ hostname, port, path: `/eximpe${path}`, method: 'POST', agent: false, headers });
    outgoing.once('error', () => resolve());
    outgoing.once('close', () => resolve());
    outgoing.write(part, () => setImmediate(() => outgoing.destroy()));
  });
}

/** Polls until it holds; for what happens on the other side. */
export async function eventually(holds: () => Promise<boolean>, what: string): Promise<void> {
  const untilMs = Date.now() + 30_000;
  while (!(await holds())) {
    if (Date.now() > untilMs) throw new Error(`${what} did not come to hold`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
