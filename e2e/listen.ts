// A server of a journey's own, on loopback.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Answer = (request: IncomingMessage, response: ServerResponse) => unknown;

export interface LocalServer {
  readonly port: number;
  readonly close: () => Promise<void>;
}

/** @param answer may take its time; when it fails the journey fails, except where the browser broke off its own request, as it does when a page goes */
export async function listen(answer: Answer): Promise<LocalServer> {
  const server = createServer((request, response) => {
    void (async () => answer(request, response))().catch((error: unknown) => {
      response.destroy();
      if (request.complete) throw error;
    });
  });
  // Not so short that a connection closes just when the browser asks again.
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
