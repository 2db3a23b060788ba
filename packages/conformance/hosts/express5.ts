// Express 5.
import express from 'express';
import type { Host } from '../src/host.ts';
import { inProcess } from '../src/in-process.ts';

export const express5: Host = {
  name: 'Express 5',
  quirks: {},
  open: inProcess((kit, { trusts, parsesBodies, setsCookies }) => {
    const app = express();
    if (trusts !== undefined) app.set('trust proxy', trusts);
    if (parsesBodies) app.use(express.json(), express.urlencoded());
    if (setsCookies)
      app.use((_request, response, next) => next(response.cookie('a', '1').cookie('b', '2') && undefined));
    app.use('/eximpe', kit.router);
    return app;
  }),
};
