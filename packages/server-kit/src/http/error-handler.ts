// Every error that a route throws, as a problem: no stack, no echo.
import { problem } from '@eximpe/contract';
import type { ErrorRequestHandler } from 'express';
import { EximpeKitError } from '../errors/kit-error.ts';
import { ProblemError } from '../errors/problem-error.ts';
import type { Log } from '../log.ts';
import { HttpError } from './http-error.ts';
import { requestIdOf, sendProblem } from './problem-response.ts';

export function errorHandler(log: Log): ErrorRequestHandler {
  return (error: unknown, request, response, next) => {
    if (response.headersSent) return next(error);
    if (error instanceof ProblemError) return sendProblem(request, response, error.problem);
    if (error instanceof HttpError) {
      const { code, message, fields, status } = error;
      return sendProblem(
        request,
        response,
        problem(code, { message, ...(fields.length > 0 ? { fields: [...fields] } : {}) }),
        status,
      );
    }
    // Express itself: a path that can't be decoded.
    if (error instanceof URIError) return sendProblem(request, response, 'request_invalid', 400);
    if (request.destroyed && !response.writable) return;
    const requestId = requestIdOf(request);
    if (error instanceof EximpeKitError) log.error({ requestId, code: error.code, help: error.help }, error.message);
    else log.error({ requestId, err: error }, 'a request failed unexpectedly');
    sendProblem(request, response, 'merchant_misconfigured');
  };
}
