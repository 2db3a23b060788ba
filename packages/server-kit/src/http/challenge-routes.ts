// The pages that take the shopper to the bank: wait, launch, sandbox, refused.
import { AttemptId, LaunchId, path, REFUSALS, type Refusal } from '@eximpe/contract';
import type { Request, RequestHandler, Response } from 'express';
import { requiredAsset } from '../assets/widget-assets.ts';
import { ProblemError } from '../errors/problem-error.ts';
import type { Attempt } from '../payments/attempt.ts';
import { refuseLaunch, takeLaunch, takeSandbox } from '../payments/challenge.ts';
import { launchPage, sandboxPage, waitPage } from '../pages/challenge-page.ts';
import { messagePage, returnPage } from '../pages/return-page.ts';
import type { RouteContext } from './context.ts';
import { languageOf } from './language.ts';
import { mountOf } from './mount.ts';
import { setPageHeaders, type PageHeaderOptions } from './page-headers.ts';

type ByLaunch = RequestHandler<{ launchId: string }>;

export const pageHeaderOptions = ({ settings }: RouteContext): PageHeaderOptions => ({
  frameAncestors: settings.allowedOrigins,
  allowLoopbackHttp: settings.unsafeAllowHttp,
});

function scriptUrl(request: Request, context: RouteContext): string {
  const { path: mount } = mountOf(request, context.settings.publicUrl);
  return `${path(mount, 'challengeScript')}?v=${requiredAsset('challenge-page.js').version}`;
}

export function waitRoute(context: RouteContext): RequestHandler<{ attempt: string }> {
  return (request, response) => {
    const attempt = AttemptId.safeParse(request.params.attempt);
    if (!attempt.success) throw new ProblemError('not_found');
    const url = scriptUrl(request, context);
    const nonce = setPageHeaders(response, 'wait', pageHeaderOptions(context));
    const { path: mount } = mountOf(request, context.settings.publicUrl);
    response.send(
      waitPage(
        { language: languageOf(request), nonce, scriptUrl: url },
        { page: 'wait', attempt: attempt.data, mount },
      ),
    );
  };
}

export function launchPageRoute(context: RouteContext): ByLaunch {
  return async (request, response) => {
    if (isPrefetch(request)) return void response.set('Cache-Control', 'no-store').status(503).end();
    const { ports, settings } = context;
    const launchId = launchIdOf(request);
    const url = scriptUrl(request, context);
    const launch = await takeLaunch(ports, launchId);
    if (!launch) return sendMessage(context, request, response, 'used', 410);
    const { path: mount, origin } = mountOf(request, settings.publicUrl);
    const nonce = setPageHeaders(response, 'launch', pageHeaderOptions(context));
    response.send(
      launchPage(
        { language: languageOf(request), nonce, scriptUrl: url },
        {
          page: 'launch',
          attempt: launch.attempt.id,
          template: launch.html,
          rules: {
            ownOrigins: [
              ...new Set([origin, `${request.protocol}://${request.get('host') ?? ''}`, ...settings.allowedOrigins]),
            ],
            acsHosts: settings.acsHosts,
            allowLoopbackHttp: settings.unsafeAllowHttp,
          },
          sandboxUrl: settings.opaqueTemplates === 'sandbox' ? path(mount, 'challengeSandbox', { launchId }) : null,
          refusedUrl: path(mount, 'challengeRefused', { launchId }),
        },
      ),
    );
  };
}

export function sandboxRoute(context: RouteContext): ByLaunch {
  return async (request, response) => {
    const launchId = launchIdOf(request);
    const allowed = context.settings.opaqueTemplates === 'sandbox';
    const launch = allowed ? await takeSandbox(context.ports, launchId) : undefined;
    if (!launch) return sendMessage(context, request, response, 'used', 410);
    setPageHeaders(response, 'sandbox', pageHeaderOptions(context));
    response.send(sandboxPage(launch.html));
  };
}

export function refusedRoute(context: RouteContext): ByLaunch {
  return async (request, response) => {
    const attempt = await refuseLaunch(context.ports, launchIdOf(request), reasonOf(request));
    if (!attempt) return sendMessage(context, request, response, 'refused', 404);
    sendReturnPage(context, request, response, attempt.id, attempt, 'refused');
  };
}

export function sendReturnPage(
  context: RouteContext,
  request: Request,
  response: Response,
  attempt: AttemptId,
  known: Attempt | undefined,
  signal: 'returned' | 'refused',
): void {
  const script = requiredAsset('return-page.js').bytes.toString();
  const nonce = setPageHeaders(response, 'return', pageHeaderOptions(context));
  const data = { page: 'return', attempt, signal, resultUrl: known?.resultUrl ?? null } as const;
  response.status(200).send(returnPage({ language: languageOf(request), nonce }, data, script));
}

export function sendMessage(
  context: RouteContext,
  request: Request,
  response: Response,
  kind: 'used' | 'refused',
  status: number,
): void {
  const nonce = setPageHeaders(response, 'message', pageHeaderOptions(context));
  response.status(status).send(messagePage({ language: languageOf(request), nonce }, kind));
}

function launchIdOf(request: Request<{ launchId: string }>): LaunchId {
  const parsed = LaunchId.safeParse(request.params.launchId);
  if (!parsed.success) throw new ProblemError('not_found');
  return parsed.data;
}

/** A browser that looks ahead must not use a one-time ticket up. */
const isPrefetch = (request: Request): boolean =>
  /prefetch|prerender/i.test(`${request.get('sec-purpose') ?? ''} ${request.get('purpose') ?? ''}`);

function reasonOf(request: Request): Refusal {
  const given = request.query['reason'];
  return REFUSALS.find((reason) => reason === given) ?? 'not_one_plain_form';
}
