// One keep-alive pool to EximPe, one deadline per call: JSON out, a verdict in.
import { Pool } from 'undici';
import type { Clock } from '../clock.ts';
import { exchange } from './exchange.ts';
import { redactForeign } from '../redaction/redact.ts';
import { neverSent, noConnection } from './no-connection.ts';
import { verdictOn, type Failure, type Verdict } from './verdict.ts';

export interface TransportOptions {
  /** e.g. `https://api-pacb-uat.eximpe.com`; may have a path. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PSP accounts only: the sub-merchant. Sent on every call when given. */
  readonly merchantId?: string | undefined;
  readonly apiVersion: '1.0.0' | '2.0.0';
  /** Timeout in milliseconds, from the start of a call to its last byte. Default {@link USUAL_TIMEOUT_MS}. */
  readonly timeoutMs?: number | undefined;
  readonly clock: Clock;
  /** Told the difference between EximPe's clock and ours, in milliseconds, with every answer that carries a date. */
  readonly onClockSkew?: ((skewMs: number) => void) | undefined;
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  /** Starting with `/`; ends in `/` before any query. */
  readonly path: string;
  readonly body?: unknown;
  /** Instead of `body`, for content that is not JSON: the bytes as they are sent. */
  readonly rawBody?: { readonly bytes: Buffer; readonly contentType: string };
  /** Values that must not appear in an error's text. */
  readonly secrets?: readonly string[];
  /** Milliseconds that this call has, if that is less than the transport's deadline. */
  readonly timeoutMs?: number | undefined;
  /** A POST that only asks, as every GET does: it changes nothing, however often it is sent. */
  readonly onlyAsks?: boolean;
}

export interface Transport {
  /** The same connections, for a sub-merchant of a PSP account. */
  forMerchant(merchantId: string): Transport;
  /** Never rejects. */
  call(call: Call): Promise<Verdict>;
  close(): Promise<void>;
}

export const USUAL_TIMEOUT_MS = 30_000;
const CONNECTIONS = 128;
const CONNECT_TIMEOUT_MS = 5_000;
const MOST_BYTES = 2 * 1024 * 1024;

export function createTransport(options: TransportOptions): Transport {
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const timeoutMs = options.timeoutMs ?? USUAL_TIMEOUT_MS;
  const pool = new Pool(base.origin, {
    connections: CONNECTIONS,
    connect: { timeout: Math.min(CONNECT_TIMEOUT_MS, timeoutMs) },
    maxResponseSize: MOST_BYTES,
  });
  const headers = {
    accept: 'application/json',
    'content-type': 'application/json',
    'x-client-id': options.clientId,
    'x-client-secret': options.clientSecret,
    'x-api-version': options.apiVersion,
  };
  const close = (): Promise<void> => pool.destroy();

  const transportFor = (merchantId: string | undefined): Transport => ({
    forMerchant: transportFor,
    close,
    async call({ method, path, body, rawBody, secrets = [], timeoutMs: ownTimeoutMs }) {
      const clean = (text: string): string => redactForeign(text, [...secrets, options.clientSecret]);
      try {
        const sent = rawBody ? rawBody.bytes : body === undefined ? null : JSON.stringify(body);
        const sentHeaders = {
          ...headers,
          ...(merchantId ? { 'x-merchant-id': merchantId } : {}),
          ...(rawBody ? { 'content-type': rawBody.contentType } : {}),
        };
        const request = { method, path: prefix + path, headers: sentHeaders, body: sent };
        const answer = await exchange(pool, request, ownTimeoutMs ?? timeoutMs);
        noteSkew(options, answer.date);
        return verdictOn(answer.status, answer.text, clean);
      } catch (error) {
        const { code = '', syscall, message } = error as NodeJS.ErrnoException;
        if (neverSent(code, syscall)) return withoutAnswer('not_sent', noConnection(base, code));
        return withoutAnswer('lost', code || clean(message));
      }
    },
  });
  return transportFor(options.merchantId);
}

export const withoutAnswer = (kind: 'not_sent' | 'lost', detail: string): Failure => ({
  kind,
  httpStatus: null,
  error: null,
  detail,
});

function noteSkew({ onClockSkew, clock }: TransportOptions, date: string | undefined): void {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  if (onClockSkew && Number.isFinite(theirs)) onClockSkew(theirs - clock.now());
}
