// Opens a server of this process with a shop in it.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { EximpeKit } from '@eximpe/server-kit';
import { MemoryStore } from '@eximpe/server-kit';
import { assembleKit } from '../../server-kit/src/kit.ts';
import type { Host } from './host.ts';
import { openShop, type Setup } from './shop.ts';

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown;

/** How a merchant mounts the kit in this framework. */
export type Mount = (kit: EximpeKit, setup: Setup) => Listener | Promise<Listener>;

/** @param told who is told whom to believe: the kit, where the framework has no setting of its own */
export function inProcess(mount: Mount, told: 'framework' | 'kit' = 'framework'): Host['open'] {
  return async (setup) => {
    const server = createServer();
    // On a busy machine a pause can be longer than Node's five seconds, and a reused connection then breaks.
    server.keepAliveTimeout = 120_000;
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const shop = openShop({ assembleKit, MemoryStore }, setup, url, told === 'kit' ? setup.trusts : undefined);
    server.on('request', await mount(shop.kit, setup));
    return {
      url,
      seen: async () => shop.seen(),
      async close() {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
        await shop.close();
      },
    };
  };
}
