// Answers in JSON, without what Express would compute on the way: an ETag for an answer that nobody may keep.
import type { Response } from 'express';

export function sendJson(response: Response, status: number, body: unknown, type = 'application/json'): void {
  // As text, so that Node writes head and body in one piece.
  const text = JSON.stringify(body);
  response.statusCode = status;
  response.setHeader('Content-Type', `${type}; charset=utf-8`);
  response.setHeader('Content-Length', Buffer.byteLength(text));
  response.end(text);
}
