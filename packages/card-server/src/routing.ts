// Which address leads where: to the kit, the pay page, the frame or the health check. Every other address is answered as not found.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { EximpeKit } from '@eximpe/server-kit';
import { FRAME, HEALTH, MOUNT, referenceIn, SCRIPT } from './addresses.ts';
import type { Frame } from './frame/frame.ts';
import type { PayPage } from './pay-page/pay-page.ts';
import { PAGE_SCRIPT } from './pay-page/script.ts';
import { wishesIn } from './wishes.ts';

export function createRouting(kit: EximpeKit, payPage: PayPage, frame: Frame): RequestListener {
  return (request, response) => {
    const [path = '/', query = ''] = (request.url ?? '/').split('?', 2);
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const reference = isRead ? referenceIn(path) : undefined;
    if (reference !== undefined) return answered(pay(payPage, { reference, query }, request, response), response);
    if (isRead && path === SCRIPT) return void response.writeHead(200, SCRIPT_HEADERS).end(PAGE_SCRIPT);
    if (isRead && path === FRAME) return framed(frame, query, request, response);
    if (isRead && path === HEALTH) return answered(health(kit, request, response), response);
    kit.router(request, response, () => {
      response.writeHead(404, HEADERS).end('Nothing was found at this address.\n');
    });
  };
}

/** An unexpected error ends its connection, never the process. */
const answered = (reply: Promise<void>, response: ServerResponse): void =>
  void reply.catch(() => void response.destroy());

const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};
const SCRIPT_HEADERS = { ...HEADERS, 'content-type': 'text/javascript; charset=utf-8', 'cache-control': 'no-cache' };

async function pay(
  payPage: PayPage,
  { reference, query }: { readonly reference: string; readonly query: string },
  { headers, socket }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const reply = await payPage({
    reference,
    wishes: wishesIn(new URLSearchParams(query)),
    acceptLanguage: headers['accept-language'],
    remoteAddress: socket.remoteAddress,
  });
  response.writeHead(reply.status, reply.headers).end(reply.body);
}

function framed(frame: Frame, query: string, { headers }: IncomingMessage, response: ServerResponse): void {
  const asked = new URLSearchParams(query);
  const reply = frame({
    origin: asked.get('origin'),
    language: asked.get('lang'),
    acceptLanguage: headers['accept-language'],
    fetchSite: headers['sec-fetch-site'],
  });
  response.writeHead(reply.status, reply.headers).end(reply.body);
}

/** For load balancers and Docker: 200 while it is ready to take payments, 503 when its store can't be reached, or when it is about to end. */
async function health(kit: EximpeKit, { socket }: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status } = await kit.fetch(new Request(`http://localhost${MOUNT}/health`), {
    remoteAddress: socket.remoteAddress,
  });
  response.writeHead(status, HEADERS).end(status === 200 ? 'ready\n' : 'not ready\n');
}
