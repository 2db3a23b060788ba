// The pages that send the shopper to the bank: wait, launch, the template itself, refused.
import { AttemptId, LaunchId, path, REFUSALS, type Refusal } from '@eximpe/contract';
import { requiredAsset } from '../assets/widget-assets.ts';
import { ProblemError } from '../errors/problem-error.ts';
import { launchPage, templatePage, waitPage, type PageContext } from '../pages/challenge-page.ts';
import type { Attempt } from '../payments/attempt/attempt.ts';
import { holdToPrice } from '../payments/outcome/latest-price.ts';
import { launchedAttempt, refuseLaunch, takeLaunch, takeTemplate } from '../payments/challenge/challenge.ts';
import { siteOf } from '../site.ts';
import type { Call, Params } from './call.ts';
import type { RouteContext } from './context.ts';
import { isOnChallengeOrigin } from './challenge-origin.ts';
import { languageOf } from './language.ts';
import { mountOf, type Mount } from './mount.ts';
import { messageReply, pageReply, returnReply, saleOf } from './page-reply.ts';
import { empty, type Reply } from './reply.ts';

function pageContext(context: RouteContext, call: Call, mount: Mount, nonce: string, attempt?: Attempt): PageContext {
  const scriptUrl = `${path(mount.path, 'challengeScript')}?v=${requiredAsset('challenge-page.js').version}`;
  return { language: languageOf(call), sale: saleOf(context, attempt), nonce, scriptUrl };
}

export function waitRoute(context: RouteContext, call: Call, params: Params): Reply {
  const attempt = AttemptId.safeParse(params['attempt']);
  if (!attempt.success) throw new ProblemError('not_found');
  const mount = mountOf(call, context.settings.publicUrl);
  return pageReply(context, 200, 'wait', (nonce) =>
    waitPage(pageContext(context, call, mount, nonce), { page: 'wait', attempt: attempt.data, mount: mount.path }),
  );
}

export async function launchPageRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  if (isPrefetch(call)) return empty(503);
  const { ports, settings } = context;
  const launchId = launchIdOf(params);
  const launch = await takeLaunch(ports, launchId);
  if (!launch || !(await isAtPrice(context, call, launch.attempt)))
    return messageReply(context, call, 410, 'used', launch?.attempt ?? (await launchedAttempt(ports, launchId)));
  const mount = mountOf(call, settings.publicUrl);
  const lang = `?lang=${languageOf(call)}`;
  const named = settings.challengeOrigin === undefined ? [] : [settings.challengeOrigin];
  const ownOrigins = withSites([mount.origin, call.origin, ...settings.allowedOrigins, ...named]);
  return pageReply(context, 200, 'launch', (nonce) =>
    launchPage(pageContext(context, call, mount, nonce, launch.attempt), {
      page: 'launch',
      attempt: launch.attempt.id,
      template: Buffer.from(launch.page.bytes).toString('latin1'),
      charset: launch.page.charset,
      rules: {
        ownOrigins,
        ownBankPath: settings.unsafeBankPath,
        acsHosts: settings.acsHosts,
        allowLoopbackHttp: settings.unsafeAllowHttp,
      },
      scriptedUrl: mayBeScripted(context) ? templateUrl(context, mount, launchId) + lang : null,
      refusedUrl: path(mount.path, 'challengeRefused', { launchId }) + lang,
    }),
  );
}

/** Adds each origin's site: a neighbour of a shop's host (`admin.` beside `pay.`) is the shop's too, since both get its cookies. */
function withSites(origins: readonly string[]): readonly string[] {
  const sites = origins.map((origin) => siteOf(new URL(origin).hostname)).filter((site) => site !== null);
  return [...new Set([...origins, ...sites.map((site) => `https://${site}`)])];
}

/** The shop may have changed the price since the ticket was made; when the shop can't be asked, the last known price counts. */
async function isAtPrice({ ports, resolveCheckout }: RouteContext, call: Call, attempt: Attempt): Promise<boolean> {
  const answer = await resolveCheckout(attempt.checkout, call).then(
    (checkout) => ({ checkout }),
    () => undefined,
  );
  if (!answer) return true;
  const held = await holdToPrice(ports, attempt, answer.checkout);
  return held.problem === null && answer.checkout?.amount === attempt.amount;
}

/** On the challenge origin the template has that origin, as the bank meant it; anywhere else it gets no origin. */
export async function templateRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  const launchId = launchIdOf(params);
  const launch = mayBeScripted(context) ? await takeTemplate(context.ports, launchId) : undefined;
  if (!launch) return messageReply(context, call, 410, 'used', await launchedAttempt(context.ports, launchId));
  const { bytes, charset } = launch.page;
  const kind = isOnChallengeOrigin(call, context.settings) ? 'native' : 'opaque';
  const reply = pageReply(context, 200, kind, () => templatePage(bytes));
  return { ...reply, headers: { ...reply.headers, 'content-type': `text/html; charset=${charset}` } };
}

const templateUrl = ({ settings }: RouteContext, mount: Mount, launchId: LaunchId): string =>
  `${settings.challengeOrigin ?? ''}${path(mount.path, 'challengeTemplate', { launchId })}`;

export async function refusedRoute(context: RouteContext, call: Call, params: Params): Promise<Reply> {
  const attempt = await refuseLaunch(context.ports, launchIdOf(params), reasonOf(call));
  if (!attempt) return messageReply(context, call, 404, 'refused');
  return returnReply(context, call, attempt.id, attempt, 'refused');
}

/** When we do not know where a page posts to, we can't hold it to the list of hosts. */
const mayBeScripted = ({ settings }: RouteContext): boolean =>
  settings.opaqueTemplates === 'sandbox' && settings.acsHosts === null;

function launchIdOf({ launchId }: Params): LaunchId {
  const parsed = LaunchId.safeParse(launchId);
  if (!parsed.success) throw new ProblemError('not_found');
  return parsed.data;
}

/** A browser that prefetches must not use up a ticket. */
const isPrefetch = (call: Call): boolean =>
  /prefetch|prerender/i.test(`${call.header('sec-purpose') ?? ''} ${call.header('purpose') ?? ''}`);

function reasonOf(call: Call): Refusal {
  const given = call.query.get('reason');
  return REFUSALS.find((reason) => reason === given) ?? 'not_one_plain_form';
}
