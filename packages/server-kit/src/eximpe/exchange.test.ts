import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Pool } from 'undici';
import { afterEach, expect, test } from 'vitest';
import { exchange, type Exchanged } from './exchange.ts';

let server: Server;
let pool: Pool;
afterEach(async () => {
  await pool.destroy();
  server.closeAllConnections();
  server.close();
});

async function ask(answer: RequestListener, timeoutMs = 5_000): Promise<Exchanged> {
  server = createServer(answer);
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  pool = new Pool(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, {
    connections: 1,
    maxResponseSize: 1_000,
  });
  return exchange(pool, { method: 'POST', path: '/', body: 'x' }, timeoutMs);
}

test('an answer in chunks is one text, even if a chunk ends inside a character', async () => {
  const bytes = Buffer.from('{"says":"₹"}');
  const { status, date, text } = await ask((_request, response) => {
    response.writeHead(201);
    response.write(bytes.subarray(0, 10));
    setTimeout(() => response.end(bytes.subarray(10)), 20);
  });
  expect({ status, text }).toEqual({ status: 201, text: bytes.toString() });
  expect(Date.parse(date ?? '')).toBeGreaterThan(0);
});

test.each<[string, RequestListener]>([
  ['that never answers', () => undefined],
  ['that stops in the middle', (_request, response) => void response.writeHead(200).write('{"half":')],
])('a gateway %s is waited for no longer than was said', async (_, answer) => {
  await expect(ask(answer, 100)).rejects.toThrow('no answer within 100 ms');
  // The connection is free for the next call.
  server.removeAllListeners('request');
  server.on('request', (_request, response) => void response.end('next'));
  expect((await exchange(pool, { method: 'GET', path: '/' }, 5_000)).text).toBe('next');
});

test.each<[string, RequestListener]>([
  ['breaks off', (request) => void request.socket.destroy()],
  ['says too much', (_request, response) => void response.end('x'.repeat(2_000))],
])('a gateway that %s is an error', async (_, answer) => {
  await expect(ask(answer)).rejects.toThrow();
});
