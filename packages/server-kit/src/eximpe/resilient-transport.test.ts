import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createResilientTransport } from './resilient-transport.ts';
import type { Call, Transport } from './transport.ts';

type Answer = (response: ServerResponse) => void;

const fine: Answer = (response) => void response.end('{"success":true,"data":{}}');
const says =
  (status: number, body: object | string): Answer =>
  (response) =>
    void response.writeHead(status).end(typeof body === 'string' ? body : JSON.stringify(body));
const breaksOff: Answer = (response) => void response.destroy();
const silent: Answer = () => undefined;

let server: Server;
let transport: Transport;
/** The server's answers, in this order; the last one repeats. */
let answers: Answer[];
let seen: string[];
let told: string[];
let aheadMs: number;

beforeEach(async () => {
  [answers, seen, told, aheadMs] = [[fine], [], [], 0];
  server = createServer((request, response) => {
    seen.push(`${request.method} ${request.url}`);
    const answer = answers.length > 1 ? answers.shift() : answers[0];
    request.resume().on('end', () => answer?.(response));
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  open();
});
afterEach(async () => {
  await transport.close();
  server.closeAllConnections();
  server.close();
});

function open(timeoutMs = 5_000): void {
  transport = createResilientTransport({
    baseUrl: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    clientId: 'c',
    clientSecret: 'the-client-secret',
    apiVersion: '2.0.0',
    timeoutMs,
    clock: { now: () => Date.now() + aheadMs },
    onDown: (detail) => void told.push(`down: ${detail}`),
    onUp: () => void told.push('up'),
  });
}

const STATUS: Call = { method: 'GET', path: '/pg/orders/OD1/status/' };
const BIN: Call = { method: 'POST', path: '/pg/bin/', body: { bin: '48953801' }, onlyAsks: true };
const CHARGE: Call = { method: 'POST', path: '/pg/orders/', body: {} };
const kinds = async (calls: readonly Call[]): Promise<string[]> => {
  const found: string[] = [];
  for (const call of calls) found.push((await transport.call(call)).kind);
  return found;
};
const times = (count: number, call: Call): Call[] => Array.from({ length: count }, () => call);

describe('a retry', () => {
  test.each<[string, Answer]>([
    ['a broken connection', breaksOff],
    ['429', says(429, { detail: 'slow down' })],
    ['503', says(503, { detail: 'away' })],
    ["a proxy's 502", says(502, '<html>bad gateway</html>')],
  ])('is made once after %s, for read-only calls', async (_, answer) => {
    for (const call of [STATUS, BIN]) {
      [answers, seen] = [[answer, fine], []];
      expect(await transport.call(call)).toMatchObject({ kind: 'answered' });
      expect(seen).toHaveLength(2);
      [answers, seen] = [[answer], []];
      expect(await transport.call(call)).not.toMatchObject({ kind: 'answered' });
      expect(seen).toHaveLength(2);
    }
  });

  test.each<[string, Answer]>([
    ['a refusal', says(400, { success: false, error: { code: 'ERR_ORDER_002', message: 'no' } })],
    ['a 404', says(404, { detail: 'Not found.' })],
    ['refused credentials', says(401, { detail: 'no' })],
    ['an answer', fine],
  ])('is not made after %s', async (_, answer) => {
    answers = [answer];
    await transport.call(STATUS);
    expect(seen).toHaveLength(1);
  });

  test.each<[string, Call]>([
    ['a charge', CHARGE],
    ['a refund', { method: 'POST', path: '/pg/refunds/', body: {} }],
    ['saving a card', { method: 'POST', path: '/pg/tokens/', body: {} }],
    ['deleting a card', { method: 'POST', path: '/pg/tokens/delete/', body: {} }],
    ['deleting a card by DELETE', { method: 'DELETE', path: '/pg/tokens/delete/', body: {} }],
  ])('is never made for %s', async (_, call) => {
    for (const answer of [breaksOff, says(503, ''), says(429, '')]) {
      [answers, seen] = [[answer], []];
      await transport.call(call);
      expect(seen).toEqual([`${call.method} ${call.path}`]);
    }
  });

  test('is not made if the first try used the whole deadline, and gets only the time left of it', async () => {
    answers = [silent];
    expect(await transport.call({ ...STATUS, timeoutMs: 1_000 })).toMatchObject({ detail: 'no answer within 1000 ms' });
    expect(seen).toHaveLength(1);
    [answers, seen] = [[breaksOff, silent], []];
    const { detail } = (await transport.call({ ...STATUS, timeoutMs: 2_000 })) as { detail: string };
    expect(seen).toHaveLength(2);
    expect(Number(/within (\d+) ms/.exec(detail)?.[1])).toBeLessThanOrEqual(1_750);
  });
});

describe('the circuit breaker', () => {
  test('opens after five consecutive calls without an answer; then nothing is sent, and the caller is told', async () => {
    answers = [breaksOff];
    expect(await kinds(times(5, CHARGE))).toEqual(times(5, CHARGE).map(() => 'lost'));
    for (const call of [CHARGE, STATUS, BIN]) {
      const { kind, detail } = (await transport.call(call)) as { kind: string; detail: string };
      expect([kind, detail]).toEqual(['not_sent', expect.stringContaining('circuit breaker')]);
    }
    expect(seen).toHaveLength(5);
    expect(told).toHaveLength(1);
  });

  test.each<[string, Answer]>([
    ['an answer', fine],
    ['a refusal', says(400, { success: false, error: { code: 'ERR_ORDER_002', message: 'no' } })],
    ['refused credentials', says(401, '')],
    [
      'EximPe’s own error of 500',
      says(500, { success: false, error: { code: 'ERR_SERVICE_ERROR_000', message: 'x' } }),
    ],
  ])('starts counting again after %s', async (_, answer) => {
    answers = [breaksOff, breaksOff, breaksOff, breaksOff, answer, breaksOff, breaksOff, breaksOff, breaksOff, answer];
    await kinds(times(15, CHARGE));
    expect(seen).toHaveLength(15);
    expect(told).toEqual([]);
  });

  test.each<[string, Answer]>([
    ['a proxy’s 502 page', says(502, '<html>')],
    ['a load balancer’s 503', says(503, { message: 'Service Unavailable' })],
  ])('counts %s', async (_, answer) => {
    answers = [answer];
    await kinds(times(6, CHARGE));
    expect(seen).toHaveLength(5);
  });

  test('lets one call through after five seconds; a failure keeps it open, an answer closes it', async () => {
    answers = [breaksOff];
    await kinds(times(5, CHARGE));
    aheadMs += 5_000;
    expect(await kinds([CHARGE, CHARGE])).toEqual(['lost', 'not_sent']);
    aheadMs += 5_000;
    answers = [fine];
    expect(await kinds([STATUS, CHARGE, CHARGE])).toEqual(['answered', 'answered', 'answered']);
    expect(seen).toHaveLength(9);
    expect(told).toEqual([expect.stringMatching(/^down: /), 'up']);
  });

  test('answers all calls except the probe at once', async () => {
    answers = [breaksOff];
    await kinds(times(5, CHARGE));
    aheadMs += 5_000;
    let answerProbe = (): void => undefined;
    const arrived = new Promise<void>((resolve) => {
      answers = [(response) => ((answerProbe = () => fine(response)), resolve())];
    });
    const probe = transport.call(CHARGE);
    await arrived;
    expect(await kinds([CHARGE, STATUS])).toEqual(['not_sent', 'not_sent']);
    answerProbe();
    expect((await probe).kind).toBe('answered');
    answers = [fine];
    expect(await kinds([CHARGE])).toEqual(['answered']);
  });

  test('does not count a call with a shorter timeout than others', async () => {
    answers = [silent];
    await Promise.all(times(8, { ...BIN, timeoutMs: 30 }).map((call) => transport.call(call)));
    expect(told).toEqual([]);
    answers = [fine];
    expect(await kinds([CHARGE])).toEqual(['answered']);
  });

  test('is not probed by a call with a shorter timeout than others', async () => {
    answers = [breaksOff];
    await kinds(times(5, CHARGE));
    const before = seen.length;
    aheadMs += 5_000;
    expect(await kinds(times(3, { ...BIN, timeoutMs: 30 }))).toEqual(['not_sent', 'not_sent', 'not_sent']);
    expect(seen).toHaveLength(before);
    answers = [fine];
    expect(await kinds([CHARGE, { ...BIN, timeoutMs: 3_000 }])).toEqual(['answered', 'answered']);
    expect(told).toEqual([expect.stringMatching(/^down: /), 'up']);
  });

  test('counts calls that use up the whole deadline, and ignores later failures of the same batch', async () => {
    await transport.close();
    open(2_000);
    answers = [silent];
    await Promise.all(times(12, CHARGE).map((call) => transport.call(call)));
    expect(seen).toHaveLength(12);
    expect(told).toEqual(['down: no answer within 2000 ms']);
    aheadMs += 5_000;
    answers = [fine];
    expect(await kinds([CHARGE])).toEqual(['answered']);
  });

  test('does not stay open because the clock was set back', async () => {
    answers = [breaksOff];
    await kinds(times(5, CHARGE));
    aheadMs -= 3_600_000;
    answers = [fine];
    expect(await kinds([CHARGE])).toEqual(['answered']);
  });
});
