// Nest, on its Fastify platform.
import 'reflect-metadata';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Host } from '../src/host.ts';
import { inProcess } from '../src/in-process.ts';

@Module({})
class AppModule {}

export const nestOnFastify: Host = {
  name: 'Nest on Fastify',
  quirks: {
    answersBadPaths: 'Fastify itself answers them, with 400 in its own format',
    hidesTrust:
      'Fastify tells no middleware whom it trusts: the kit can’t see that `trustProxy` is `true`. Give it the addresses of the proxies',
    hasNoParser: 'its hook runs before Fastify’s parsers',
  },
  open: inProcess(async (kit, { trusts, setsCookies }) => {
    const adapter = new FastifyAdapter(trusts === undefined ? {} : { trustProxy: trusts });
    const app = await NestFactory.create<NestFastifyApplication>(AppModule, adapter, { logger: ['error'] });
    if (setsCookies) {
      app.use((_request: IncomingMessage, response: ServerResponse, next: () => void) => {
        response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/']);
        next();
      });
    }
    app.use('/eximpe', kit.router);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
    const server = app.getHttpServer();
    return (request, response) => server.emit('request', request, response);
  }),
};
