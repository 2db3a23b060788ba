// Nest, on its Express platform.
import 'reflect-metadata';
import { Module, type MiddlewareConsumer } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { Host } from '../src/host.ts';
import { inProcess } from '../src/in-process.ts';

export const nest: Host = {
  name: 'Nest',
  quirks: {},
  open: inProcess(async (kit, { trusts, parsesBodies, setsCookies }) => {
    class AppModule {
      /** Middleware of a module runs after Nest's own body parsers; `app.use` before `listen` runs ahead of them. */
      configure(consumer: MiddlewareConsumer): void {
        if (parsesBodies) consumer.apply(kit.router).forRoutes('/eximpe');
      }
    }
    Module({})(AppModule);
    const app = await NestFactory.create<NestExpressApplication>(AppModule, { logger: ['error'] });
    if (trusts !== undefined) app.set('trust proxy', trusts);
    if (setsCookies) {
      app.use((_request: unknown, response: { cookie(name: string, value: string): void }, next: () => void) => {
        response.cookie('a', '1');
        response.cookie('b', '2');
        next();
      });
    }
    if (!parsesBodies) app.use('/eximpe', kit.router);
    await app.init();
    return app.getHttpAdapter().getInstance();
  }),
};
