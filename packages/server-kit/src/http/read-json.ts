// A request's body as JSON in UTF-8.
import { isUtf8 } from 'node:buffer';
import type { Call } from './call.ts';
import { HttpError } from './http-error.ts';

const decoder = new TextDecoder();
const JSON_TYPE = /^application\/json[\t ]*(?:;|$)/i;

/**
 * If a body parser in front of the kit has read the body, its result is used as it is. Throws an HttpError of 400,
 * 413 or 415.
 * @param types which media types count as JSON
 */
export async function readJson(call: Call, mostBytes: number, types = JSON_TYPE): Promise<unknown> {
  if (!types.test(call.header('content-type') ?? '')) {
    throw new HttpError(415, 'request_invalid', 'The body must be application/json.');
  }
  if (typeof call.parsedBody === 'object') return call.parsedBody;
  const bytes = await call.readBytes(mostBytes);
  try {
    if (isUtf8(bytes)) return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    // The error below says so.
  }
  throw new HttpError(400, 'request_invalid', 'The body is not JSON in UTF-8.');
}
