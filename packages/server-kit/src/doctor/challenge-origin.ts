// Whether the host kept for banks' pages reaches this kit, serves nothing else, and has no cookie of the shop.
import { siteOf } from '../site.ts';
import type { Finding } from './finding.ts';
import { noAnswer } from './no-answer.ts';

const TIMEOUT_MS = 10_000;
/** The id of a launch that does not exist. */
const NO_LAUNCH = '0'.repeat(64);

/** @param mount public address of the mount; @param challengeOrigin as in the options; without it there are no findings */
export async function examineChallengeOrigin(challengeOrigin: string | undefined, mount: string): Promise<Finding[]> {
  if (challengeOrigin === undefined) return [];
  const check = 'challenge origin';
  const there = `${challengeOrigin}${new URL(mount).pathname}`;
  const wrong = (says: string): Finding[] => [{ check, ok: false, says }];
  try {
    const [template, health] = [await ask(`${there}/challenge/${NO_LAUNCH}/template`), await ask(`${there}/health`)];
    if (template.status !== 410)
      return wrong(
        `${there} returns ${template.status} for a template: route that host to this process, at the same path`,
      );
    if (health.status !== 404)
      return wrong(`at ${there} the kit acts as the shop: the proxy in front must pass on the Host header`);
    if ([template, health].some(({ headers }) => headers.has('set-cookie')))
      return wrong(`${challengeOrigin} sets a cookie: only the kit may answer there`);
    const says = isRelated(new URL(challengeOrigin).hostname, new URL(mount).hostname)
      ? `${challengeOrigin} serves banks’ pages and nothing else, but is on the same site as the shop: no shop cookie may name the domain they share (Domain=…), and SameSite does not block its requests to the shop. A separate domain is safer`
      : `${challengeOrigin} serves banks’ pages and nothing else`;
    return [{ check, ok: true, says }];
  } catch (error) {
    return wrong(noAnswer(there, error));
  }
}

const ask = (url: string): Promise<Response> =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS) });

const isRelated = (one: string, other: string): boolean => siteOf(one) !== null && siteOf(one) === siteOf(other);
