// Reads a request's body as bytes, once, with a limit; says by name when someone else has read it before.
import { isUtf8 } from 'node:buffer';
import type { Request } from 'express';
import { EximpeKitError } from '../errors/kit-error.ts';
import { HttpError } from './http-error.ts';

/** The bytes; throws 413 over the limit, 415 for compressed bodies, and EXIMPE_BODY_CONSUMED when nothing is left to read. */
export async function readBytes(request: Request, mostBytes: number): Promise<Buffer> {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') {
    throw new HttpError(415, 'request_invalid', 'Compressed bodies are not taken.');
  }
  const kept = keptRawBody(request);
  if (kept) return atMost(kept, mostBytes);
  if (wasRead(request)) {
    throw new EximpeKitError(
      'EXIMPE_BODY_CONSUMED',
      'something read the request body before the kit: mount kit.router first',
    );
  }
  if (Number(request.headers['content-length'] ?? 0) > mostBytes) throw tooLarge();
  return gather(request, mostBytes);
}

/** By events: an iterator over the stream costs twice as much. */
function gather(request: Request, mostBytes: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= mostBytes) return void chunks.push(chunk);
      chunks.length = 0;
      reject(tooLarge());
    });
    request.once('end', () => resolve(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks)));
    request.once('error', reject);
    request.once('close', () => {
      if (!request.readableEnded) reject(new HttpError(400, 'request_invalid', 'The body ended early.'));
    });
  });
}

/** True when a body parser ran before us. */
export const wasRead = (request: Request): boolean => request.readableDidRead || request.body !== undefined;

/** The JSON of a request; a body that `express.json()` parsed before us is taken as it is. */
export async function readJson(request: Request, mostBytes: number): Promise<unknown> {
  if (!isJson(request.headers['content-type'])) {
    throw new HttpError(415, 'request_invalid', 'The body must be application/json.');
  }
  if (wasRead(request) && typeof request.body === 'object' && !Buffer.isBuffer(request.body))
    return request.body as unknown;
  const bytes = await readBytes(request, mostBytes);
  try {
    if (isUtf8(bytes)) return JSON.parse(bytes.toString()) as unknown;
  } catch {
    // Said below.
  }
  throw new HttpError(400, 'request_invalid', 'The body is not JSON in UTF-8.');
}

const isJson = (type = ''): boolean => /^application\/json[\t ]*(?:;|$)/i.test(type);

/** `rawBody` as some apps keep it, or the Buffer that `express.raw()` leaves. */
function keptRawBody(request: Request): Buffer | undefined {
  const { rawBody } = request as Request & { rawBody?: unknown };
  if (Buffer.isBuffer(rawBody)) return rawBody;
  return Buffer.isBuffer(request.body) ? request.body : undefined;
}

function atMost(bytes: Buffer, most: number): Buffer {
  if (bytes.length > most) throw tooLarge();
  return bytes;
}

const tooLarge = (): HttpError => new HttpError(413, 'request_invalid', 'The body is too large.');
