// Which address means what. There is nothing here but the kit, its health and what is not here.
import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import type { EximpeKit } from '@eximpe/server-kit';

/** Where the kit is mounted; EximPe's webhooks come to `/eximpe/webhook`. */
export const MOUNT = '/eximpe';

export function createRouting(kit: EximpeKit): RequestListener {
  return (request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    if (path === '/healthz') return void health(kit, request, response);
    kit.router(request, response, () => {
      response.writeHead(404, HEADERS).end('There is nothing here by that name.\n');
    });
  };
}

const HEADERS = {
  'content-type': 'text/plain; charset=utf-8',
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
};

/** For load balancers and Docker: 200 while it is ready to take payments, 503 where its store is away or it is about to end. */
async function health(kit: EximpeKit, { socket }: IncomingMessage, response: ServerResponse): Promise<void> {
  const { status } = await kit.fetch(new Request(`http://localhost${MOUNT}/health`), {
    remoteAddress: socket.remoteAddress,
  });
  response.writeHead(status, HEADERS).end(status === 200 ? 'ready\n' : 'not ready\n');
}
