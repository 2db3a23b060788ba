// Fastify, by its plugin for Express's middleware.
import { createServer, type Server } from 'node:http';
import fastifyExpress from '@fastify/express';
import Fastify from 'fastify';
import type { Host } from '../src/host.ts';
import { inProcess } from '../src/in-process.ts';

export const fastifyWithExpress: Host = {
  name: 'Fastify, `@fastify/express`',
  quirks: {
    answersBadPaths: 'Fastify itself answers them, with 400 in its own format',
    decodesAddresses:
      'the plugin decodes URLs before the kit does; URLs that can’t be decoded get 500. `@fastify/middie` has neither problem',
    hidesTrust:
      'Fastify tells no middleware whom it trusts: the kit can’t see that `trustProxy` is `true`. Give it the addresses of the proxies',
    hasNoParser: 'its hook runs before Fastify’s parsers',
  },
  open: inProcess(async (kit, { trusts, setsCookies }) => {
    let server: Server | undefined;
    const app = Fastify({
      ...(trusts === undefined ? {} : { trustProxy: trusts }),
      serverFactory: (handler) => (server = createServer(handler)),
    });
    await app.register(fastifyExpress);
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
