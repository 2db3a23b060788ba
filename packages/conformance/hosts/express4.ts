// Express 4.
import { createRequire } from 'node:module';
import type express5 from 'express';
import type { Express } from 'express';
import type { Host } from '../src/host.ts';
import { inProcess } from '../src/in-process.ts';

/** Described by the types of Express 5: what is used here is in both. */
const express = createRequire(import.meta.url)('express4') as typeof express5;

export const express4: Host = {
  name: 'Express 4',
  quirks: {},
  open: inProcess((kit, { trusts, parsesBodies, setsCookies }) => {
    const app: Express = express();
    if (trusts !== undefined) app.set('trust proxy', trusts);
    if (parsesBodies) app.use(express.json(), express.urlencoded({ extended: true }));
    if (setsCookies)
      app.use((_request, response, next) => next(response.cookie('a', '1').cookie('b', '2') && undefined));
    app.use('/eximpe', kit.router);
    return app;
  }),
};
