// Fastify, by its own plugin for middleware.
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import middie from '@fastify/middie';
import Fastify from 'fastify';
import type { Host } from '../src/host.ts';
import { inProcess } from '../src/in-process.ts';

export const fastify: Host = {
  name: 'Fastify',
  quirks: {
    answersBadPaths: 'Fastify itself answers them, with 400 in its own format',
    hidesTrust:
      'Fastify tells no middleware whom it trusts: the kit can’t see that `trustProxy` is `true`. Give it the addresses of the proxies',
  },
  open: inProcess(async (kit, { trusts, parsesBodies, setsCookies }) => {
    let server: Server | undefined;
    const app = Fastify({
      ...(trusts === undefined ? {} : { trustProxy: trusts }),
      serverFactory: (handler) => (server = createServer(handler)),
    });
    // Ahead of Fastify's parsers, unless told otherwise.
    await app.register(middie, parsesBodies ? { hook: 'preHandler' } : {});
    if (setsCookies) {
      app.use((_request, response, next) => {
        response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/']);
        next();
      });
    }
    app.use('/eximpe', kit.router);
    await app.ready();
    return (request, response) => server?.emit('request', request, response);
  }),
};
