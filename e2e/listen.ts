// A server of a journey's own, on loopback.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface LocalServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** @param answer may be slow; if it fails, the journey fails, unless the browser aborted its own request, as it does when a page unloads */
export async function listen(answer: Answer): Promise<LocalServer> {
  const server = createServer((request, response) => {
    void (async () => answer(request, response))().catch((error: unknown) => {
      response.destroy();
      if (request.complete) throw error;
    });
  });
  // Long enough that no connection closes just when the browser sends the next request.
  server.keepAliveTimeout = 120_000;
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    close: () => {
      server.closeAllConnections();
      return new Promise((resolve) => void server.close(() => resolve()));
    },
  };
}
