// A request's body as JSON in UTF-8.
import { isUtf8 } from 'node:buffer';
import type { Call } from './call.ts';
import { HttpError } from './http-error.ts';

const decoder = new TextDecoder();

/** What a body parser in front of the kit made of the body is taken as it is. Throws an HttpError of 400, 413 or 415. */
export async function readJson(call: Call, mostBytes: number): Promise<unknown> {
  if (!isJson(call.header('content-type'))) {
    throw new HttpError(415, 'request_invalid', 'The body must be application/json.');
  }
  if (typeof call.parsedBody === 'object') return call.parsedBody;
  const bytes = await call.readBytes(mostBytes);
  try {
    if (isUtf8(bytes)) return JSON.parse(decoder.decode(bytes)) as unknown;
  } catch {
    // Said below.
  }
  throw new HttpError(400, 'request_invalid', 'The body is not JSON in UTF-8.');
}

const isJson = (type = ''): boolean => /^application\/json[\t ]*(?:;|$)/i.test(type);
