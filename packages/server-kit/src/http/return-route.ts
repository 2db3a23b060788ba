// GET and POST return/:attempt — the shopper is back. Needs no state and no cookies, and decides nothing about money.
import { AttemptId } from '@eximpe/contract';
import { EximpeKitError } from '../errors/kit-error.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { checkReturnHash } from '../eximpe/webhook/return-hash.ts';
import { shopperReturned } from '../payments/challenge/challenge.ts';
import { checkPayment } from '../payments/outcome/check-payment.ts';
import { about } from '../payments/payment-event.ts';
import type { Call, Params } from './call.ts';
import type { RouteContext } from './context.ts';
import { returnReply } from './page-reply.ts';
import type { Reply } from './reply.ts';

const MOST_BYTES = 32 * 1024;

export async function returnRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  const { ports, settings } = context;
  const id = AttemptId.safeParse(params['attempt']);
  if (!id.success) throw new ProblemError('not_found');
  // The kit takes nothing from the fields: a forged return can only make it ask EximPe once more, as one without a hash does.
  const isForged = checkReturnHash(await fieldsOf(call), settings.encryptionKeys) === 'wrong';
  context.misconfiguration.inspectReturn(call);
  const attempt = await shopperReturned(ports, id.data);
  if (isForged) ports.log.warn(attempt ? about(attempt) : { attempt: id.data }, 'a return had a wrong hash');
  // Asks once, and the page does not wait for the answer: the form asks for the outcome itself.
  if (attempt) ports.inBackground(checkPayment(ports, attempt));
  return returnReply(context, call, id.data, attempt, 'returned');
}

async function fieldsOf(call: Call): Promise<URLSearchParams> {
  if (call.method !== 'POST') return call.query;
  if (call.parsedBody !== undefined) return parsedFields(call.parsedBody);
  const bytes = await bytesOf(call);
  const isForm = /^application\/x-www-form-urlencoded/i.test(call.header('content-type') ?? '');
  return new URLSearchParams(isForm ? new TextDecoder().decode(bytes) : '');
}

/** Empty when something has read the body before us: the shopper is back all the same, and the body held nothing that counts. */
async function bytesOf(call: Call): Promise<Uint8Array> {
  try {
    return await call.readBytes(MOST_BYTES);
  } catch (error) {
    if (error instanceof EximpeKitError) return new Uint8Array();
    throw error;
  }
}

/** For an app with `express.urlencoded()` in front: its object is enough. */
function parsedFields(body: unknown): URLSearchParams {
  const entries = typeof body === 'object' && body !== null ? Object.entries(body) : [];
  return new URLSearchParams(entries.filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
}
