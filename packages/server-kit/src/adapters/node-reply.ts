// Writes a reply in Node's way.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Reply } from '../http/reply.ts';

export function writeReply(request: IncomingMessage, response: ServerResponse, reply: Reply): void {
  const { status, headers, body, without = [] } = reply;
  if (response.headersSent || response.destroyed) return;
  // The rest of a refused body is not read: the connection closes after the answer.
  if (!request.complete) response.shouldKeepAlive = false;
  for (const name of without) response.removeHeader(name);
  if (without.includes('set-cookie')) withoutCookies(response);
  if (body === null || typeof body === 'string' || body instanceof Uint8Array) {
    const hasLength = status !== 204 && status !== 304;
    const length = body === null ? 0 : Buffer.byteLength(body);
    response.writeHead(status, hasLength ? { ...headers, 'content-length': length } : headers);
    response.end(request.method === 'HEAD' || body === null ? undefined : body);
    return;
  }
  response.writeHead(status, headers);
  response.flushHeaders();
  void stream(response, body);
}

async function stream(response: ServerResponse, pieces: AsyncIterable<string>): Promise<void> {
  try {
    for await (const piece of pieces) {
      if (response.destroyed) break;
      response.write(piece);
    }
    response.end();
  } catch {
    response.destroy();
  }
}

/**
 * The return is a cross-site POST: no cookie of the shopper arrives, and a session middleware in front of it would
 * overwrite their login with a new, empty one. Such middleware writes its cookie at the last moment, so from here on
 * `setHeader` ignores cookies.
 */
function withoutCookies(response: ServerResponse): void {
  const setHeader = response.setHeader.bind(response);
  response.setHeader = (name, value) => (name.toLowerCase() === 'set-cookie' ? response : setHeader(name, value));
}
