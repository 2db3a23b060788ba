// One keep-alive pool to EximPe, one deadline per call, JSON in and out, and failures sorted by what they mean for money.
import { Pool } from 'undici';
import type { Clock } from '../clock.ts';
import { exchange } from './exchange.ts';
import { redactForeign } from '../redaction/redact.ts';
import { readErrorBody, type ErrorBody } from './wire.ts';

export interface TransportOptions {
  /** e.g. `https://api-pacb-uat.eximpe.com`; may carry a path. */
  readonly baseUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** PSP accounts only: the sub-merchant. Sent on every call when given. */
  readonly merchantId?: string | undefined;
  readonly apiVersion: '1.0.0' | '2.0.0';
  /** Milliseconds from the start of a call to its last byte. Default 30,000. */
  readonly timeoutMs?: number | undefined;
  readonly clock: Clock;
  /** Told the difference between EximPe's clock and ours, in milliseconds, with every answer that carries a date. */
  readonly onClockSkew?: ((skewMs: number) => void) | undefined;
}

/**
 * - `answered`: 2xx with JSON. `rejected`: any other status, or `success: false`, with EximPe's words if it had any.
 * - `not_sent`: the request never left this machine. `lost`: it left, and no intelligible answer came.
 */
export type Reply =
  | { readonly kind: 'answered'; readonly body: unknown }
  | { readonly kind: 'rejected'; readonly httpStatus: number; readonly error: ErrorBody | null }
  | { readonly kind: 'not_sent'; readonly detail: string }
  | { readonly kind: 'lost'; readonly detail: string };

export interface Call {
  readonly method: 'GET' | 'POST' | 'DELETE';
  /** Starting with `/`; ends in `/` before any query. */
  readonly path: string;
  readonly body?: unknown;
  /** Values that must not come back to us in an error's words. */
  readonly secrets?: readonly string[];
}

export interface Transport {
  call(call: Call): Promise<Reply>;
  close(): Promise<void>;
}

const CONNECTIONS = 128;
const CONNECT_TIMEOUT_MS = 5_000;
const MOST_BYTES = 2 * 1024 * 1024;

/** Error codes that can only arise before the first byte of a request was written. */
const BEFORE_SENDING = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

/** A system error also arises on a connection in use; only while connecting it means that nothing left. */
export const neverSent = (code: string, syscall: string | undefined): boolean =>
  BEFORE_SENDING.has(code) && (syscall === undefined || syscall === 'connect' || syscall === 'getaddrinfo');

export function createTransport(options: TransportOptions): Transport {
  const base = new URL(options.baseUrl);
  const prefix = base.pathname.replace(/\/+$/, '');
  const timeoutMs = options.timeoutMs ?? 30_000;
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
    ...(options.merchantId ? { 'x-merchant-id': options.merchantId } : {}),
  };

  return {
    async call({ method, path, body, secrets = [] }) {
      try {
        const text = body === undefined ? null : JSON.stringify(body);
        const answer = await exchange(pool, { method, path: prefix + path, headers, body: text }, timeoutMs);
        noteSkew(options, answer.date);
        return sort(answer.status, answer.text, [...secrets, options.clientSecret]);
      } catch (error) {
        const { code = '', syscall } = error as NodeJS.ErrnoException;
        const detail = code || redactForeign((error as Error).message, [...secrets, options.clientSecret]);
        return { kind: neverSent(code, syscall) ? 'not_sent' : 'lost', detail };
      }
    },
    close: () => pool.destroy(),
  };
}

function sort(httpStatus: number, text: string, secrets: readonly string[]): Reply {
  const body = parse(text);
  const denied = typeof body === 'object' && body !== null && (body as { success?: unknown }).success === false;
  if (httpStatus < 200 || httpStatus > 299 || denied) {
    const error = scrub(readErrorBody(body), secrets);
    return { kind: 'rejected', httpStatus, error };
  }
  return body === undefined ? { kind: 'lost', detail: `HTTP ${httpStatus} without JSON` } : { kind: 'answered', body };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}

function scrub(error: ErrorBody | null, secrets: readonly string[]): ErrorBody | null {
  if (!error) return null;
  const clean = (words: string): string => redactForeign(words, secrets).slice(0, 300);
  return {
    code: error.code && /^[\w-]{1,60}$/.test(error.code) ? clean(error.code) : null,
    message: clean(error.message),
    fields: error.fields.map(({ path, says }) => ({ path: clean(path).slice(0, 100), says: clean(says) })),
  };
}

function noteSkew({ onClockSkew, clock }: TransportOptions, date: string | undefined): void {
  const theirs = date === undefined ? Number.NaN : Date.parse(date);
  if (onClockSkew && Number.isFinite(theirs)) onClockSkew(theirs - clock.now());
}
