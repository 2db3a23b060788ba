// The kit's answer, before an adapter writes it in its framework's way.
import { problem, PROBLEMS, type Problem, type ProblemCode } from '@eximpe/contract';
import type { Call } from './call.ts';

export interface Reply {
  readonly status: number;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  /** Text, bytes, a stream of text pieces, or nothing. */
  readonly body: string | Uint8Array | AsyncIterable<string> | null;
  /** Headers (lower case) that middleware in front of the kit may have set and that must not be on this answer. */
  readonly without?: readonly string[];
}

/** On every answer, unless it says otherwise. */
const COMMON = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

export const json = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { ...COMMON, 'content-type': 'application/json; charset=utf-8', ...headers },
  body: JSON.stringify(body),
});

export const empty = (status: number, headers: Readonly<Record<string, string>> = {}): Reply => ({
  status,
  headers: { ...COMMON, ...headers },
  body: null,
});

/** @param status if a route is more precise than the table of problems: 405, 413, 415 … */
export function problemReply(
  call: Pick<Call, 'requestId'>,
  said: Problem | ProblemCode,
  status?: number,
  headers: Readonly<Record<string, string>> = {},
): Reply {
  const body = typeof said === 'string' ? problem(said) : said;
  const code = status ?? (PROBLEMS[body.code].http < 400 ? 409 : PROBLEMS[body.code].http);
  return json(
    code,
    { ...body, requestId: call.requestId },
    {
      'content-type': 'application/problem+json; charset=utf-8',
      ...(body.retryAfterSeconds === undefined ? {} : { 'retry-after': String(Math.ceil(body.retryAfterSeconds)) }),
      ...headers,
    },
  );
}
