// Reads an HTTP answer into a reply: what is not exactly an answer of the server-kit is not believed.
import type { Reply } from './payment-api.ts';
import { readProblem } from './read-shapes.ts';

/** Answers of the server-kit are a few hundred. */
const MOST_CHARACTERS = 64 * 1024;

/**
 * A problem says that nothing was charged, unless nobody knows: with a 5xx, or when the gateway's answer is missing. Two are
 * certain all the same: they are given before the gateway is called, or by its door.
 */
const isRefusal = (status: number, code: string): boolean =>
  /^(attempt_pending|merchant_misconfigured)$/.test(code) ||
  (status < 500 && !/^(gateway_unreachable|outcome_unknown)$/.test(code));

/** Undefined for what is no JSON (a page of some proxy), or far too much of it. */
export function parseJson(text: string): unknown {
  try {
    return text.length > MOST_CHARACTERS ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

export async function readAnswer<Value>(
  response: Response,
  read: (body: unknown) => Value | undefined,
): Promise<Reply<Value>> {
  const body = parseJson(await response.text());
  const value = response.ok ? read(body) : undefined;
  if (value !== undefined) return { kind: 'answer', value };
  const problem = readProblem(body);
  if (!problem) return { kind: 'lost', problem: { code: 'gateway_unintelligible', message: 'Not an answer.' } };
  return { kind: isRefusal(response.status, problem.code) ? 'refused' : 'lost', problem };
}
