// Looks at a running mount from outside, as EximPe and shoppers' browsers do, and says what is wrong with it.
import { FORM_POLICY } from '@eximpe/contract';
import type { Health } from '../http/health-route.ts';
import { withoutTrailingSlashes } from '../trailing-slashes.ts';
import type { Finding } from './finding.ts';
import { findingOfHealth } from './health.ts';
import { noMount } from './no-answer.ts';

const ATTEMPT = '00000000-0000-4000-8000-000000000000';
const TIMEOUT_MS = 10_000;

/** How to set the address that EximPe and the kit's own pages are given. */
const ADDRESS_REMEDY =
  'set publicUrl to the address that shoppers use, with any path prefix that a proxy removes, and mountPath if the framework does not provide it';

type Look = (mount: string) => Promise<Omit<Finding, 'check'>>;

const ask = (url: string, init: RequestInit = {}): Promise<Response> =>
  fetch(url, { redirect: 'manual', signal: AbortSignal.timeout(TIMEOUT_MS), ...init });

const ok = (says: string) => ({ ok: true, says });
const wrong = (says: string) => ({ ok: false, says });

const isLocal = (mount: string): boolean =>
  /^(?:localhost|127\.0\.0\.1|\[::1\]|.*\.localhost)$/.test(new URL(mount).hostname);

/** Each row is one check. */
const CHECKS: Readonly<Record<string, Look>> = {
  HTTPS: async (mount) =>
    mount.startsWith('https:') || isLocal(mount)
      ? ok(mount.startsWith('https:') ? mount : 'plain HTTP, on this machine only')
      : wrong('card data is accepted over HTTPS only: serve this mount over HTTPS'),

  health: async (mount) => {
    const response = await ask(`${mount}/health`);
    if (response.status === 404) return wrong('there is no kit here: is kit.router mounted at this path?');
    return findingOfHealth((await response.json()) as Partial<Health>, isLocal(mount));
  },

  'form script': async (mount) => {
    const response = await ask(`${mount}/card-form.js`);
    const type = response.headers.get('content-type') ?? '';
    return response.ok && type.includes('javascript')
      ? ok(
          `served (${response.headers.get('content-encoding') ?? 'not compressed'}); its Trusted Types policy is ${FORM_POLICY}`,
        )
      : wrong(
          `card-form.js returns ${response.status} ${type}: is the form built, or does something in front of the kit answer instead?`,
        );
  },

  'challenge pages': async (mount) => {
    const { headers, status } = await ask(`${mount}/challenge/wait/${ATTEMPT}`);
    if (status !== 200) return wrong(`the waiting page returns ${status}`);
    const policy = headers.get('content-security-policy') ?? '';
    if (!policy.includes("default-src 'none'") || policy.includes(',')) {
      return wrong(
        'its Content-Security-Policy is not the kit’s: a proxy or middleware after it overwrites the header',
      );
    }
    for (const name of ['x-frame-options', 'cross-origin-embedder-policy']) {
      if (headers.has(name)) return wrong(`${name} is set by something after the kit: the bank’s page may not show`);
    }
    if (headers.get('cross-origin-opener-policy') !== 'unsafe-none')
      return wrong('Cross-Origin-Opener-Policy is overwritten');
    return headers.get('cache-control')?.includes('no-store')
      ? ok('headers are right')
      : wrong('Cache-Control is overwritten');
  },

  'public address': async (mount) => {
    const { publicAddress = mount } = (await (await ask(`${mount}/health`)).json()) as Partial<Health>;
    if (publicAddress !== mount) return wrong(`the kit is configured for ${publicAddress}: ${ADDRESS_REMEDY}`);
    const page = await ask(`${mount}/challenge/wait/${ATTEMPT}`);
    const html = await page.text();
    const path = /<script type="module" src="([^"]+)"/.exec(html)?.[1];
    if (path === undefined) return wrong('the waiting page has no script: something rewrites the page on the way');
    const script = new URL(path, page.url);
    const answer = await ask(script.href);
    return answer.ok && (answer.headers.get('content-type') ?? '').includes('javascript')
      ? ok(mount)
      : wrong(
          `the kit’s pages load their script from ${script.href}, which returns ${answer.status}: ${ADDRESS_REMEDY}`,
        );
  },

  'return from the bank': async (mount) => {
    const response = await ask(`${mount}/return/${ATTEMPT}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: 'https://bank.example',
        'sec-fetch-site': 'cross-site',
      },
      body: 'status=captured',
    });
    if (response.headers.has('set-cookie'))
      return wrong('it sets a cookie: mount kit.router before session middleware');
    if (response.status === 403)
      return wrong('it is refused (403): mount kit.router before CSRF protection, and allow POST in the firewall');
    return response.status === 200
      ? ok('reachable from another site, sets no cookie')
      : wrong(`it returns ${response.status}`);
  },

  webhook: async (mount) => {
    const response = await ask(`${mount}/webhook`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'user-agent': 'Eximpe-Webhook/1.0' },
      body: '{}',
    });
    if (response.status === 401) return ok('reachable, and refuses unsigned webhooks');
    if (response.status === 500)
      return wrong('a body parser runs before kit.router: see EXIMPE_WEBHOOK_BODY_ALREADY_PARSED in the server log');
    return wrong(`an unsigned webhook gets ${response.status} instead of 401`);
  },

  'other sites': async (mount) => {
    const response = await ask(`${mount}/payments`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        origin: 'https://elsewhere.example',
        'sec-fetch-site': 'cross-site',
      },
      body: '{}',
    });
    const allowed = response.headers.get('access-control-allow-origin');
    if (allowed !== null)
      return wrong(`CORS lets ${allowed === '*' ? 'every site' : 'a foreign site'} in: remove it from this path`);
    return response.status === 403
      ? ok('are kept out')
      : wrong(`a foreign page gets ${response.status} instead of 403`);
  },
};

/** @param url the mount, e.g. `https://shop.example/eximpe`. Sends nothing that could charge or change anything. */
export async function examine(url: string): Promise<Finding[]> {
  const { origin, pathname } = new URL(url);
  const mount = origin + withoutTrailingSlashes(pathname);
  return Promise.all(
    Object.entries(CHECKS).map(async ([check, look]) => {
      try {
        return { check, ...(await look(mount)) };
      } catch (error) {
        return { check, ok: false, says: noMount(mount, error) };
      }
    }),
  );
}
