// Every error that a route throws, as a problem: no stack, no echo, and the error's own words in the sandbox only.
import { problem } from '@eximpe/contract';
import { EximpeKitError } from '../errors/kit-error.ts';
import { messageOf } from '../errors/message-of.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { explained } from '../payments/explain.ts';
import type { Ports } from '../payments/ports/ports.ts';
import type { Call } from './call.ts';
import { HttpError } from './http-error.ts';
import { problemReply, type Reply } from './reply.ts';

export function errorReply(ports: Ports, call: Call, error: unknown): Reply {
  if (error instanceof ProblemError) return problemReply(call, error.problem);
  if (error instanceof HttpError) {
    const { code, message, fields, status } = error;
    return problemReply(
      call,
      problem(code, { message, ...(fields.length > 0 ? { fields: [...fields] } : {}) }),
      status,
    );
  }
  const { log } = ports;
  const { requestId } = call;
  if (error instanceof EximpeKitError) log.error({ requestId, code: error.code, help: error.help }, error.message);
  // If the client has gone, nobody waits for an answer, and its going caused the error.
  else if (!call.signal.aborted) log.error({ requestId, err: error }, 'a request failed unexpectedly');
  return problemReply(call, explained(ports, 'merchant_misconfigured', messageOf(error)).problem);
}
