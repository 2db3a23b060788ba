// GET and POST return/:attempt — the shopper is back. Stateless, cookieless, and never believed about money.
import { AttemptId } from '@eximpe/contract';
import type { Request, RequestHandler } from 'express';
import { ProblemError } from '../errors/problem-error.ts';
import { shopperReturned } from '../payments/challenge.ts';
import { checkPayment } from '../payments/check-payment.ts';
import { checkReturnHash } from '../eximpe/webhook/return-hash.ts';
import { sendReturnPage } from './challenge-routes.ts';
import type { RouteContext } from './context.ts';
import { readBytes, wasRead } from './read-body.ts';

const MOST_BYTES = 32 * 1024;

export function returnRoute(context: RouteContext): RequestHandler<{ attempt: string }> {
  const { ports, settings } = context;
  return async (request, response) => {
    const id = AttemptId.safeParse(request.params.attempt);
    if (!id.success) throw new ProblemError('not_found');
    // Nothing is taken from the fields: a forged return can do no more than one without a hash, and ask EximPe once more.
    if (checkReturnHash(await fieldsOf(request), settings.encryptionKeys) === 'wrong') {
      ports.log.warn({ attempt: id.data }, 'a return had a wrong hash');
    }
    context.misconfiguration.inspectReturn(request, response.hasHeader('set-cookie'));
    const attempt = await shopperReturned(ports, id.data);
    // One look, and the page does not wait for it: the form learns it from its own question.
    if (attempt) ports.inBackground(checkPayment(ports, attempt));
    sendReturnPage(context, request, response, id.data, attempt, 'returned');
  };
}

async function fieldsOf(request: Request): Promise<URLSearchParams> {
  if (request.method !== 'POST') return new URL(request.originalUrl, 'http://localhost').searchParams;
  if (wasRead(request)) return parsedFields(request.body as unknown);
  const bytes = await readBytes(request, MOST_BYTES);
  return new URLSearchParams(request.is('application/x-www-form-urlencoded') ? bytes.toString('utf8') : '');
}

/** `express.urlencoded()` was in front: its object will do. */
function parsedFields(body: unknown): URLSearchParams {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return new URLSearchParams(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
