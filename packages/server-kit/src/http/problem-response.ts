// Problems as HTTP answers: the table's status, a request id, and never an echo of what was sent.
import { randomBytes } from 'node:crypto';
import { problem, PROBLEMS, type Problem, type ProblemCode } from '@eximpe/contract';
import type { Request, Response } from 'express';
import { sendJson } from './send-json.ts';

const IDS = new WeakMap<Request, string>();

/** The id an upstream logger gave this request, else one of ours. */
export function requestIdOf(request: Request): string {
  const known = IDS.get(request);
  if (known !== undefined) return known;
  const { id } = request as Request & { id?: unknown };
  const given = typeof id === 'string' || typeof id === 'number' ? String(id) : '';
  const chosen = /^[\w.:-]{1,100}$/.test(given) ? given : randomBytes(9).toString('base64url');
  IDS.set(request, chosen);
  return chosen;
}

/** @param status where a route is more precise than the table: 405, 413, 415 … */
export function sendProblem(request: Request, response: Response, said: Problem | ProblemCode, status?: number): void {
  const body = typeof said === 'string' ? problem(said) : said;
  const code = status ?? (PROBLEMS[body.code].http < 400 ? 409 : PROBLEMS[body.code].http);
  if (body.retryAfterSeconds !== undefined) response.set('Retry-After', String(Math.ceil(body.retryAfterSeconds)));
  sendJson(response, code, { ...body, requestId: requestIdOf(request) }, 'application/problem+json');
}
