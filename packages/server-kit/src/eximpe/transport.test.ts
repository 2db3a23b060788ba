import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, test } from 'vitest';
import { systemClock } from '../clock.ts';
import { neverSent, noConnection } from './no-connection.ts';
import { createTransport } from './transport.ts';
import type { Verdict } from './verdict.ts';

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
  ])('%s in %s: certain that nothing was sent: %s', (code, syscall, sure) => {
    expect(neverSent(code, syscall)).toBe(sure);
  });
});

describe('if no connection can be made', () => {
  async function ask(baseUrl: string): Promise<Verdict> {
    const transport = createTransport({
      baseUrl,
      clientId: 'c',
      clientSecret: 'the-client-secret',
      apiVersion: '2.0.0',
      clock: systemClock,
    });
    const verdict = await transport.call({ method: 'POST', path: '/pg/orders/', body: {} });
    await transport.close();
    return verdict;
  }

  async function freePort(): Promise<number> {
    const server = createServer();
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    await new Promise((resolve) => server.close(resolve));
    return port;
  }

  test('the message names the address without path, user or password, and asks about the simulator', async () => {
    const port = await freePort();
    const verdict = await ask(`http://user:hush@127.0.0.1:${port}/eximpe`);
    expect(verdict).toMatchObject({
      kind: 'not_sent',
      httpStatus: null,
      detail: `no connection to http://127.0.0.1:${port} (ECONNREFUSED): is the simulator running?`,
    });
  });

  test.each([
    ['https://api-pacb-uat.eximpe.com/x', 'no connection to https://api-pacb-uat.eximpe.com (ENOTFOUND)'],
    ['http://localhost:4010', 'no connection to http://localhost:4010 (ENOTFOUND): is the simulator running?'],
    ['http://[::1]:4010', 'no connection to http://[::1]:4010 (ENOTFOUND): is the simulator running?'],
    ['http://127.example.com', 'no connection to http://127.example.com (ENOTFOUND)'],
  ])('of %s is said: %s', (url, said) => {
    expect(noConnection(new URL(url), 'ENOTFOUND')).toBe(said);
  });
});
