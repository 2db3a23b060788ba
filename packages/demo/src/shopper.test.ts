import express from 'express';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { greetShopper, shopperOf } from './shopper.ts';

const app = express();
app.get('/', (request, response) => {
  const before = shopperOf(request.headers.cookie);
  response.json({ before, known: greetShopper(request, response, false) });
});
const server = app.listen(0);
beforeAll(async () => void (server.listening || (await new Promise((ready) => server.once('listening', ready)))));
afterAll(() => void server.close());

async function visit(query: string, cookie = ''): Promise<{ cookie: string; known: boolean; before?: string }> {
  const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/${query}`, {
    headers: { cookie },
  });
  const body = (await response.json()) as { known: boolean; before?: string };
  return { ...body, cookie: response.headers.get('set-cookie') ?? '' };
}

test('who asks to be known is known from then on, by a cookie that scripts cannot read', async () => {
  const first = await visit('?shopper=known');
  expect(first.known).toBe(true);
  expect(first.cookie).toMatch(/HttpOnly.*SameSite=Lax/);
  const [cookie = ''] = first.cookie.split(';');
  const later = await visit('', `theme=dark; ${cookie}`);
  expect(later).toMatchObject({ known: true, before: cookie.split('=')[1], cookie: '' });
});

test('a guest is unknown, and who asks to be one is forgotten', async () => {
  expect((await visit('')).known).toBe(false);
  const leaving = await visit('?shopper=guest', `shopper=shopper-${'a'.repeat(32)}`);
  expect(leaving.known).toBe(false);
  expect(leaving.cookie).toContain('1970');
});

test('a cookie of another shape names nobody', async () => {
  expect((await visit('', 'shopper=shopper-../../everyone')).known).toBe(false);
  expect((await visit('', `other-shopper=shopper-${'a'.repeat(32)}`)).known).toBe(false);
});
