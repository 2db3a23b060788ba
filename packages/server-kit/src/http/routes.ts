// Every route under the mount: which methods it takes, and which function answers. The 405 for other methods is derived from here.
import { ROUTES, type RouteName } from '@eximpe/contract';
import { pageReportsRoute } from './page-reports-route.ts';
import { binRoute } from './bin-route.ts';
import type { Call, Params } from './call.ts';
import { launchPageRoute, refusedRoute, templateRoute, waitRoute } from './challenge-routes.ts';
import { checkoutRoute } from './checkout-route.ts';
import type { RouteContext } from './context.ts';
import { eventsRoute } from './events-route.ts';
import { healthRoute } from './health-route.ts';
import { attemptRoute, cancelRoute, launchRoute, paymentRoute } from './payment-routes.ts';
import { paymentsRoute } from './payments-route.ts';
import type { Reply } from './reply.ts';
import { returnRoute } from './return-route.ts';
import { deleteCardRoute, listCardsRoute, saveCardRoute } from './saved-card-routes.ts';
import { assetReply } from './static-files.ts';
import { webhookRoute } from './webhook-route.ts';

export type Handler = (call: Call, params: Params) => Reply | Promise<Reply>;

export interface Route {
  readonly GET?: Handler;
  readonly POST?: Handler;
  /** HEAD is answered as GET without a body; false when GET uses up a ticket, or does not end. */
  readonly takesHead?: false;
  /** POST is accepted from anywhere, since EximPe or a bank sends it. On other routes, only pages of the shop's own origins may send one. */
  readonly fromAnywhere?: true;
  /** It is served on the challenge origin, too; all others only on the shop's own. */
  readonly onChallengeOrigin?: true;
}

type Answer = (context: RouteContext, call: Call, params: Params) => Reply | Promise<Reply>;

/** One row for each name in `ROUTES`; the compiler names the one that is missing. */
export function createRoutes(context: RouteContext): Readonly<Record<RouteName, Route>> {
  const by =
    (answer: Answer): Handler =>
    (call, params) =>
      answer(context, call, params);
  const file =
    (nameOf: (params: Params) => string): Handler =>
    (call, params) =>
      assetReply(nameOf(params), call);

  return {
    cardForm: { GET: file(() => 'card-form.js') },
    language: { GET: file(({ file: name }) => `lang/${name}`) },
    savedCardsScript: { GET: file(() => 'saved-cards.js') },
    part: { GET: file(({ file: name }) => `parts/${name}`) },
    theme: { GET: file(({ file: name }) => `themes/${name}`) },
    frameScript: { GET: file(() => 'frame.js') },
    challengeScript: { GET: file(() => 'challenge-page.js') },

    checkout: { GET: by(checkoutRoute) },
    payments: { POST: paymentsRoute(context) },
    payment: { GET: by(paymentRoute) },
    events: { GET: eventsRoute(context), takesHead: false },
    launch: { POST: by(launchRoute) },
    cancel: { POST: by(cancelRoute) },
    attempt: { GET: by(attemptRoute) },

    bin: { POST: by(binRoute) },
    savedCards: { GET: by(listCardsRoute), POST: by(saveCardRoute) },
    deleteSavedCard: { POST: by(deleteCardRoute) },

    wait: { GET: by(waitRoute) },
    challenge: { GET: by(launchPageRoute), takesHead: false },
    challengeTemplate: { GET: by(templateRoute), takesHead: false, onChallengeOrigin: true },
    challengeRefused: { GET: by(refusedRoute), takesHead: false },
    return: { GET: by(returnRoute), POST: by(returnRoute), takesHead: false, fromAnywhere: true },

    webhook: { POST: by(webhookRoute), fromAnywhere: true },
    pageReports: { POST: by(pageReportsRoute) },
    health: { GET: by(healthRoute) },
  };
}

/** The methods that a 405 names in `Allow`. */
export const allowedMethods = ({ GET, POST, takesHead }: Route): string =>
  [...(GET ? ['GET'] : []), ...(GET && takesHead !== false ? ['HEAD'] : []), ...(POST ? ['POST'] : [])].join(', ');

/** Patterns in the order in which they are tried. */
export const PATTERNS = Object.entries(ROUTES) as readonly (readonly [RouteName, string])[];
