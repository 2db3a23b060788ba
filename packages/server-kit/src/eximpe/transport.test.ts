import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { createTransport, neverSent, type Reply, type Transport } from './transport.ts';

describe('an error', () => {
  test.each([
    ['ECONNREFUSED', 'connect', true],
    ['ENOTFOUND', 'getaddrinfo', true],
    ['UND_ERR_CONNECT_TIMEOUT', undefined, true],
    ['CERT_HAS_EXPIRED', undefined, true],
    ['EHOSTUNREACH', 'connect', true],
    ['EHOSTUNREACH', 'read', false],
    ['ENETUNREACH', 'write', false],
    ['ECONNRESET', 'read', false],
    ['UND_ERR_SOCKET', undefined, false],
    ['', undefined, false],
  ])('%s in %s: it is sure that nothing left: %s', (code, syscall, sure) => {
    expect(neverSent(code, syscall)).toBe(sure);
  });
});

describe('an answer', () => {
  let server: Server;
  let transport: Transport;
  afterEach(async () => {
    await transport.close();
    server.closeAllConnections();
    server.close();
  });

  async function ask(status: number, body: string): Promise<Reply> {
    server = createServer((_request, response) => void response.writeHead(status).end(body));
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    transport = createTransport({
      baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      clientId: 'c',
      clientSecret: 'the-client-secret',
      apiVersion: '2.0.0',
      clock: systemClock,
    });
    return transport.call({ method: 'POST', path: '/pg/orders/', body: {}, secrets: ['4895380110000003'] });
  }
  const denied = JSON.stringify({ success: false, error: { code: 'ERR_ORDER_002', message: 'no 4895380110000003' } });

  test.each<[string, number, string, object]>([
    ['with JSON is one', 201, '{"data":{}}', { kind: 'answered', body: { data: {} } }],
    ['without JSON is none: the charge may have been made', 200, '<html>', { kind: 'lost' }],
    ['that says “success: false” under 200 is a refusal', 200, denied, { kind: 'rejected', httpStatus: 200 }],
    ['of 500 stays one of 500, whatever it says', 500, denied, { kind: 'rejected', httpStatus: 500 }],
    ['of 403 in HTML has no words', 403, '<html>', { kind: 'rejected', httpStatus: 403, error: null }],
  ])('%s', async (_, status, body, reply) => {
    const said = await ask(status, body);
    expect(said).toMatchObject(reply);
    expect(JSON.stringify(said)).not.toContain('4895380110000003');
  });
});
