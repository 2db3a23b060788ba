// A shop as the card server sees it: an address for hooks that checks every signature and format, and answers as the test determines.
import { deepStrictEqual as deepEqual } from 'node:assert';
import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SAMPLE_CHECKOUT } from '@eximpe/simulator';
import { Hook } from '../src/hooks/contract.ts';
import { verify } from '../src/hooks/signature.ts';

/** In the key format of the Standard Webhooks library. */
const keyOf = (text: string): string => `whsec_${Buffer.from(text).toString('base64')}`;
export const HOOKS_SECRET = keyOf('a-key-that-the-shop-and-the-card-server-know');
export const NEXT_HOOKS_SECRET = keyOf('the-next-key-of-this-shop-and-its-card-server');

export interface Asked {
  readonly hook: Hook;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}
/** The shop's answer; `hang`: none while the connection lasts. */
export type Answer =
  | { readonly status: number; readonly body?: string; readonly headers?: Readonly<Record<string, string>> }
  | 'hang';

/** The default: every checkout is known, every delivery accepted. */
export const usually = (hook: Hook): Answer => ({
  status: 200,
  body:
    hook.type === 'checkout.resolve'
      ? JSON.stringify({ ...SAMPLE_CHECKOUT, invoice: { number: `INV-${hook.reference}` } })
      : '',
});

export interface TestShop {
  readonly url: string;
  readonly asked: Asked[];
  answer: (hook: Hook) => Answer;
  /** Hooks of one type, oldest first. */
  heard<const Type extends Hook['type']>(type: Type): Extract<Hook, { type: Type }>[];
  close(): Promise<void>;
}

export async function openTestShop(port = 0, key = HOOKS_SECRET): Promise<TestShop> {
  const asked: Asked[] = [];
  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const body = Buffer.concat(chunks).toString();
    const { headers } = request;
    if (!verify(body, headers, key, Date.now() / 1_000)) return void response.writeHead(401).end('whose hook is this?');
    const json: unknown = JSON.parse(body);
    const hook = Hook.parse(json);
    // Shops pass over fields that they do not know; the card server of this version sends none.
    deepEqual(hook, json);
    asked.push({ hook, headers, body });
    const answer = shop.answer(hook);
    if (answer !== 'hang') response.writeHead(answer.status, answer.headers).end(answer.body);
  };
  const server = createServer((request, response) => {
    take(request, response).catch((error: Error) => response.writeHead(400).end(error.message));
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const shop: TestShop = {
    url: `http://localhost:${(server.address() as AddressInfo).port}/hooks`,
    asked,
    answer: usually,
    heard: (type) =>
      asked.flatMap(({ hook }) => (hook.type === type ? [hook as Extract<Hook, { type: typeof type }>] : [])),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return shop;
}
