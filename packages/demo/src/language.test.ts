import express from 'express';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { languageOf } from './language.ts';

const app = express();
app.get('/', (request, response) => void response.send(languageOf(request, response)));
const server = app.listen(0);
beforeAll(async () => void (server.listening || (await new Promise((ready) => server.once('listening', ready)))));
afterAll(() => void server.close());

test.each([
  ['?lang=ur', '', 'ur'],
  ['?lang=ur', 'lang=hi', 'ur'],
  ['', 'theme=dark; lang=hi', 'hi'],
  ['?lang=xx', 'lang=hi', 'hi'],
  ['', 'lang=xx', 'en'],
  ['', 'slang=hi', 'en'],
  ['', '', 'en'],
])('of the address “%s” and the cookies “%s”: %s', async (query, cookie, lang) => {
  const { port } = server.address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/${query}`, { headers: { cookie } });
  expect(await response.text()).toBe(lang);
  expect(response.headers.get('set-cookie')?.startsWith(`lang=${lang};`) ?? false).toBe(query === '?lang=ur');
});
