// One Express app for all sites: the API, the aggregator and the bank, told apart by the called address.
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import { cors } from './api/cors.ts';
import { pgApi } from './api/pg-api.ts';
import { acs } from './bank/acs.ts';
import { aggregator } from './bank/aggregator.ts';
import { endOfTheRoad } from './bank/end-of-the-road.ts';
import { returnHop } from './bank/return-form.ts';
import type { Control } from './control/control.ts';
import { controlApi } from './control/control-api.ts';
import { dashboard } from './control/dashboard.ts';
import type { World } from './world.ts';

/** Only for requests to that site's host; sites that share a host share it. */
function at(siteUrl: string, world: World, handler: RequestHandler): RequestHandler {
  const { host } = new URL(siteUrl);
  const others = Object.values(world.sites)
    .map((url) => new URL(url).host)
    .filter((other) => other !== host);
  return (request, response, next) =>
    others.includes(request.get('host') ?? '') ? next() : handler(request, response, next);
}

/** Answers when no site did: for a malformed address or form, or for our own error, whose details it does not show. */
function lastResort(world: World): ErrorRequestHandler {
  return (error: unknown, _request, response, _next) => {
    const { status = 500 } = error as { status?: number };
    if (status >= 500) world.settings.log(`A page failed: ${String(error)}`);
    if (response.headersSent) return void response.destroy();
    endOfTheRoad(
      response,
      status < 500 ? 'This request is malformed.' : 'The simulator failed here; see its log.',
      status,
    );
  };
}

export function createApp(world: World, control: Control): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  const { sites } = world;
  app.get('/favicon.ico', (_request, response) => void response.status(204).end());
  app.use('/acs', at(sites.bank, world, acs(world)));
  app.use('/pg/callback', at(sites.api, world, returnHop(world)));
  if (world.settings.quirks.has('cors')) app.use('/pg', at(sites.api, world, cors));
  app.use('/pg', at(sites.api, world, world.journal.record), at(sites.api, world, world.faults.inject));
  app.use('/pg', at(sites.api, world, pgApi(world)));
  app.use(at(sites.api, world, dashboard()));
  app.use('/__simulator', at(sites.api, world, controlApi(control, world.settings.controlToken)));
  app.use(at(sites.aggregator, world, aggregator(world)));
  app.use((_request, response) => endOfTheRoad(response, 'There is no such page here.', 404));
  app.use(lastResort(world));
  return app;
}
