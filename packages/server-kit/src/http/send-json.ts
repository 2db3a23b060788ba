// Answers in JSON, without what Express would compute on the way: an ETag for an answer that nobody may keep.
import type { Response } from 'express';

export function sendJson(response: Response, status: number, body: unknown, type = 'application/json'): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.statusCode = status;
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  response.setHeader('Content-Length', bytes.length);
  response.end(bytes);
}
