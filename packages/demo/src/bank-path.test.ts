// The path to the simulated bank through the shop's host: what is passed on, and what a visitor sees when the simulator fails.
import express from 'express';
import { createServer, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { BANK_PATH, bankAt } from './bank-path.ts';

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) server.close().closeAllConnections();
});

async function listen(server: Server): Promise<string> {
  servers.push(server.listen(0, '127.0.0.1'));
  await new Promise((ready) => server.once('listening', ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** @returns the address of the bank's page on the shop's host */
async function shopBefore(bank: RequestListener, patienceMs?: number): Promise<string> {
  const app = express().use(BANK_PATH, bankAt(await listen(createServer(bank)), patienceMs));
  return `${await listen(createServer(app))}${BANK_PATH}/acs/app`;
}

test.each([
  [
    'the bank’s cookie is passed on, the shop’s are not',
    'shopper=shopper-1; malhar_session=md1; theme=dark',
    'malhar_session=md1',
  ],
  ['without a cookie of the bank’s, none is passed on', 'shopper=shopper-1; not_malhar_session=md1', 'none'],
])('%s', async (_, cookie, expected) => {
  const page = await shopBefore((request, response) => void response.end(request.headers.cookie ?? 'none'));
  expect(await (await fetch(page, { headers: { cookie } })).text()).toBe(expected);
});

test('a bank that does not answer is reported as unavailable', async () => {
  const page = await shopBefore(() => undefined, 50);
  const answer = await fetch(page);
  expect(answer.status).toBe(502);
  expect(await answer.text()).toContain('The bank of this demo is not available.');
});

test.each<[string, (half: ServerResponse | undefined) => void, number?]>([
  ['breaks off', (half) => half?.destroy()],
  ['stops', () => undefined, 2_000],
])('a page in whose midst the bank %s is no whole page to the browser', async (_, goOn, patienceMs) => {
  let half: ServerResponse | undefined;
  const bank: RequestListener = (_request, response) => {
    half = response;
    response.writeHead(200, { 'content-length': '1000' }).write('<p>half');
  };
  const answer = await fetch(await shopBefore(bank, patienceMs));
  expect(answer.status).toBe(200);
  goOn(half);
  await expect(answer.text()).rejects.toThrow();
});
