// What counts as one address, over real HTTP.
import express from 'express';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { atMost } from './page-limit.ts';

let server: Server;
beforeEach(async () => {
  const app = express();
  app.set('trust proxy', 1);
  app.use(atMost(2), (_, response) => void response.send('page'));
  server = app.listen(0, '127.0.0.1');
  await new Promise((ready) => server.once('listening', ready));
});
afterEach(() => void server.close());

const ask = (address: string): Promise<Response> =>
  fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers: { 'x-forwarded-for': address } });

test.each([
  ['one address', ['198.51.100.7', '198.51.100.7', '198.51.100.7'], '198.51.100.8'],
  ['devices of one IPv6 connection', ['2001:db8:1:2::1', '2001:db8:1:2::2', '2001:db8:1:2:ffff::3'], '2001:db8:1:3::1'],
  ['IPv4, also mapped to IPv6', ['192.0.2.1', '::ffff:192.0.2.1', '::ffff:192.0.2.1'], '::ffff:192.0.2.2'],
])('counts together: %s', async (_, together, other) => {
  const answers: Response[] = [];
  for (const address of together) answers.push(await ask(address));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 429]);
  const last = answers.at(-1);
  expect(Number(last?.headers.get('retry-after'))).toBeGreaterThan(0);
  expect(last?.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await last?.text()).toContain('Try again in a minute');
  expect((await ask(other)).status).toBe(200);
});
