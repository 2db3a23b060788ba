// A compromised shop, the card server behind it, and functions that tell whether any part of a card was found.
import { test as base } from '../../card-server-stage.ts';
import { openSkimmedShop, SKIMMERS, type SkimmedShop } from './skimmed-shop.ts';
import type { Skimmer } from './skimmer.ts';

/** From EximPe's documents; no eight of its digits occur anywhere by chance. */
export const CANARY = { number: '4576238912771450', expiry: '05/30', cvc: '739', name: 'Asha Menon' };
export const GROUPED = '4576 2389 1277 1450';

const DIGITS = Array.from({ length: 9 }, (_, at) => CANARY.number.slice(at, at + 8));

/** Any eight consecutive digits of the canary, grouped or not. */
export function digitsIn(text: string): readonly string[] {
  const together = text.replaceAll(/(?<=\d)[ -](?=\d)/g, '');
  return DIGITS.filter((digits) => together.includes(digits));
}

/** Places an order and returns its reference. */
export async function order(shop: string): Promise<string> {
  const sent = await fetch(`${shop}/buy`, { method: 'POST', redirect: 'manual' });
  return sent.headers.get('location')?.split('/').at(-1) ?? '';
}

/** The skimmers that have found any part of it. */
export const finders = ({ loot }: SkimmedShop, among: readonly Skimmer[] = SKIMMERS): readonly string[] =>
  among.filter((row) => digitsIn(loot[SKIMMERS.indexOf(row)] ?? '').length > 0).map(({ what }) => what);

/** The skimmers that can find it if the form is in the shop's own page. */
export const seeing = (among: readonly Skimmer[]): readonly string[] =>
  among.filter(({ blind }) => blind === undefined).map(({ what }) => what);

/** The skimmers that have not run on the page with this path. */
export const absentFrom = (path: string, { loot }: SkimmedShop): readonly string[] =>
  SKIMMERS.filter((_, row) => !loot[row]?.includes(`alive on ${path}\n`)).map(({ what }) => what);

/** Everything that a page of the shop's can read, or has stored for later. Runs in the page. */
export async function everythingIn(): Promise<string> {
  const cached: string[] = [];
  for (const name of await caches.keys()) {
    const answers = await (await caches.open(name)).matchAll();
    for (const answer of answers) cached.push(answer.url, await answer.text());
  }
  return JSON.stringify({
    html: document.documentElement.outerHTML,
    address: location.href,
    referrer: document.referrer,
    name: window.name,
    history: history.state as unknown,
    cookie: document.cookie,
    local: Object.entries(localStorage),
    session: Object.entries(sessionStorage),
    databases: await indexedDB.databases(),
    cached,
    loaded: performance.getEntries().map(({ name }) => name),
  });
}

export const test = base.extend<{ skimmed: SkimmedShop }>({
  // oxlint-disable-next-line no-empty-pattern -- Playwright reads the fixtures it needs from this pattern
  skimmed: async ({}, use) => {
    const skimmed = await openSkimmedShop();
    await use(skimmed);
    await skimmed.close();
  },
  front: async ({ skimmed }, use) => {
    await use(skimmed);
  },
});

export { expect } from '../../card-server-stage.ts';
