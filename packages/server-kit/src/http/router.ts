// Every route under the mount, in one place.
import { ROUTES } from '@eximpe/contract';
import express, { type RequestHandler, type Router } from 'express';
import { ProblemError } from '../errors/problem-error.ts';
import type { EximpeKitOptions, Settings } from '../options.ts';
import type { Misconfiguration } from '../misconfiguration.ts';
import { healthRoute } from './health-route.ts';
import type { Ports } from '../payments/ports.ts';
import { launchPageRoute, refusedRoute, sandboxRoute, waitRoute } from './challenge-routes.ts';
import { checkoutRoute } from './checkout-route.ts';
import type { RouteContext } from './context.ts';
import { errorHandler } from './error-handler.ts';
import { HttpError } from './http-error.ts';
import { allowOrigins, demandOwnOrigin } from './origin.ts';
import { abandonRoute, attemptRoute, eventsRoute, launchRoute, paymentRoute } from './payment-routes.ts';
import { paymentsRoute } from './payments-route.ts';
import { customerIdentifier } from './identify-customer.ts';
import { binRoute } from './bin-route.ts';
import { deleteCardRoute, listCardsRoute, saveCardRoute } from './saved-card-routes.ts';
import { createGuards } from '../velocity/guards.ts';
import { checkedResolver } from './resolve-checkout.ts';
import { returnRoute } from './return-route.ts';
import { serveAsset } from './static-files.ts';
import { webhookRoute } from './webhook-route.ts';

type Hooks = Pick<EximpeKitOptions, 'resolveCheckout' | 'identifyCustomer'>;

export function createRouter(
  ports: Ports,
  settings: Settings,
  hooks: Hooks,
  misconfiguration: Misconfiguration,
): Router {
  const context: RouteContext = {
    ports,
    settings,
    resolveCheckout: checkedResolver(hooks.resolveCheckout, settings.apiVersion, ports.log),
    identifyCustomer: customerIdentifier(hooks.identifyCustomer, ports.log),
    guards: createGuards(ports, settings.limits),
    misconfiguration,
  };
  const own = demandOwnOrigin(new Set([settings.publicUrl.origin, ...settings.allowedOrigins]));
  const asset =
    (name: string): RequestHandler =>
    (request, response) =>
      serveAsset(name, request, response);
  const assetOf =
    (folder: string): RequestHandler<{ file: string }> =>
    (request, response) =>
      serveAsset(`${folder}/${request.params.file}`, request, response);

  const router = express.Router({ caseSensitive: true });
  if (settings.allowedOrigins.length > 0) router.use(allowOrigins(settings.allowedOrigins));
  router.use((request, response, next) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    misconfiguration.inspect(request);
    next();
  });

  // Express tries its routes in this order: the busiest first.
  router.post(ROUTES.payments, own, paymentsRoute(context));
  // It answers HEAD with GET's handler, which would use a one-time ticket up, or never end.
  for (const pattern of [ROUTES.events, ROUTES.challenge, ROUTES.challengeSandbox, ROUTES.challengeRefused]) {
    router.head(pattern, refuseMethod(METHODS[pattern] ?? ''));
  }
  router.get(ROUTES.cardForm, asset('card-form.js'));
  router.get(ROUTES.savedCardsScript, asset('saved-cards.js'));
  router.get(ROUTES.language, assetOf('lang'));
  router.get(ROUTES.part, assetOf('parts'));
  router.get(ROUTES.theme, assetOf('themes'));
  router.get(ROUTES.challengeScript, asset('challenge-page.js'));

  router.get(ROUTES.checkout, checkoutRoute(context));
  router.get(ROUTES.payment, paymentRoute(context));
  router.get(ROUTES.events, eventsRoute(context));
  router.post(ROUTES.launch, own, launchRoute(context));
  router.post(ROUTES.abandon, own, abandonRoute(context));
  router.get(ROUTES.attempt, attemptRoute(context));

  router.post(ROUTES.bin, own, binRoute(context));
  router.get(ROUTES.savedCards, listCardsRoute(context));
  router.post(ROUTES.savedCards, own, saveCardRoute(context));
  router.post(ROUTES.deleteSavedCard, own, deleteCardRoute(context));

  router.get(ROUTES.wait, waitRoute(context));
  router.get(ROUTES.challenge, launchPageRoute(context));
  router.get(ROUTES.challengeSandbox, sandboxRoute(context));
  router.get(ROUTES.challengeRefused, refusedRoute(context));
  router.get(ROUTES.return, returnRoute(context));
  router.post(ROUTES.return, returnRoute(context));

  router.post(ROUTES.webhook, webhookRoute(context));

  router.get(ROUTES.health, healthRoute(context));

  for (const [pattern, allowed] of Object.entries(METHODS)) router.all(pattern, refuseMethod(allowed));
  router.use(() => {
    throw new ProblemError('not_found');
  });
  router.use(errorHandler(ports.log));
  return router;
}

const METHODS: Readonly<Record<string, string>> = {
  [ROUTES.cardForm]: 'GET, HEAD',
  [ROUTES.language]: 'GET, HEAD',
  [ROUTES.part]: 'GET, HEAD',
  [ROUTES.theme]: 'GET, HEAD',
  [ROUTES.savedCardsScript]: 'GET, HEAD',
  [ROUTES.challengeScript]: 'GET, HEAD',
  [ROUTES.checkout]: 'GET, HEAD',
  [ROUTES.payments]: 'POST',
  [ROUTES.payment]: 'GET, HEAD',
  [ROUTES.events]: 'GET',
  [ROUTES.launch]: 'POST',
  [ROUTES.abandon]: 'POST',
  [ROUTES.attempt]: 'GET, HEAD',
  [ROUTES.bin]: 'POST',
  [ROUTES.savedCards]: 'GET, HEAD, POST',
  [ROUTES.deleteSavedCard]: 'POST',
  [ROUTES.health]: 'GET, HEAD',
  [ROUTES.wait]: 'GET, HEAD',
  [ROUTES.challenge]: 'GET',
  [ROUTES.challengeSandbox]: 'GET',
  [ROUTES.challengeRefused]: 'GET',
  [ROUTES.return]: 'GET, POST',
  [ROUTES.webhook]: 'POST',
};

function refuseMethod(allowed: string): RequestHandler {
  return (_request, response) => {
    response.set('Allow', allowed);
    throw new HttpError(405, 'request_invalid', `This address takes ${allowed}.`);
  };
}
