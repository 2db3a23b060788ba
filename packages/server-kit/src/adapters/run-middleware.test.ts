import { IncomingMessage, type ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { expect, test, vi } from 'vitest';
import { runMiddleware } from './run-middleware.ts';

type Next = (error?: unknown) => void;
const aRequest = (): IncomingMessage => new IncomingMessage(new Socket());

test('a middleware runs once per request, even if it is called several times', async () => {
  const middleware = vi.fn((request: object, _response: ServerResponse, next: Next) => {
    Object.assign(request, { session: { userId: 'user-7' } });
    setImmediate(next);
  });
  const request = aRequest();
  const [first, second] = await Promise.all([runMiddleware(middleware, request), runMiddleware(middleware, request)]);
  expect(first).toBe(request);
  expect(second).toMatchObject({ session: { userId: 'user-7' } });
  await runMiddleware(middleware, request);
  expect(middleware).toHaveBeenCalledTimes(1);
  await runMiddleware(middleware, aRequest());
  expect(middleware).toHaveBeenCalledTimes(2);
});

test.each<[string, (request: object, response: ServerResponse, next: Next) => unknown, RegExp]>([
  [
    'throws',
    () => {
      throw new Error('no store');
    },
    /no store/,
  ],
  ['rejects', () => Promise.reject(new Error('no store')), /no store/],
  ['passes an error on', (_request, _response, next) => next(new Error('no store')), /no store/],
  ['answers itself', (_request, response) => response.writeHead(401).end('login first'), /answered the request/],
])('a middleware that %s makes the hook fail', async (_, middleware, message) => {
  await expect(runMiddleware(middleware, aRequest())).rejects.toThrow(message);
});
