// Checks that every adapter makes before and after it reads a request's body.
import { EximpeKitError } from '../errors/kit-error.ts';
import { HttpError } from '../http/http-error.ts';

/** Throws an HttpError: 415 for a compressed body, 413 for one whose `Content-Length` is too large. */
export function demandReadable(header: (name: string) => string | undefined, mostBytes: number): void {
  const encoding = header('content-encoding');
  if (encoding !== undefined && encoding !== 'identity') {
    throw new HttpError(415, 'request_invalid', 'Compressed bodies are not supported.');
  }
  if (Number(header('content-length') ?? 0) > mostBytes) throw tooLarge();
}

export const tooLarge = (): HttpError => new HttpError(413, 'request_invalid', 'The body is too large.');

export const endedEarly = (): HttpError => new HttpError(400, 'request_invalid', 'The body ended early.');

export const consumed = (): EximpeKitError =>
  new EximpeKitError(
    'EXIMPE_BODY_CONSUMED',
    'something read the request body before the kit: mount kit.router, or call kit.fetch, first',
  );
