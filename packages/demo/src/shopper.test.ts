import express from 'express';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { greetShopper, shopperOf } from './shopper.ts';

const app = express();
app.get('/', (request, response) => {
  const before = shopperOf(request.headers.cookie);
  response.json({ before, now: greetShopper(request, response, false) });
});
const server = app.listen(0);
beforeAll(async () => void (server.listening || (await new Promise((ready) => server.once('listening', ready)))));
afterAll(() => void server.close());

async function visit(query: string, cookie = ''): Promise<{ cookie: string; now?: string; before?: string }> {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${query}`, {
    headers: { cookie },
  });
  const body = (await response.json()) as { now?: string; before?: string };
  return { ...body, cookie: response.headers.get('set-cookie') ?? '' };
}

test('a shopper who asks to be known is recognised by a cookie that scripts can’t read', async () => {
  const first = await visit('?shopper=known');
  expect(first.now).toMatch(/^shopper-[0-9a-f]{32}$/);
  expect(first.cookie).toMatch(/HttpOnly.*SameSite=Lax/);
  const [cookie = ''] = first.cookie.split(';');
  const later = await visit('', `theme=dark; ${cookie}`);
  expect(later).toMatchObject({ now: first.now, before: first.now, cookie: '' });
});

test('a guest is unknown, and a shopper who asks to be one is forgotten', async () => {
  expect((await visit('')).now).toBeUndefined();
  const leaving = await visit('?shopper=guest', `shopper=shopper-${'a'.repeat(32)}`);
  expect(leaving.now).toBeUndefined();
  expect(leaving.cookie).toContain('1970');
});

test('a cookie in another format names nobody', async () => {
  expect((await visit('', 'shopper=shopper-../../everyone')).now).toBeUndefined();
  expect((await visit('', `other-shopper=shopper-${'a'.repeat(32)}`)).now).toBeUndefined();
});
