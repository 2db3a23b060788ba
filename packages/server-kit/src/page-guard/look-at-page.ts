// Fetches a page and its scripts as a shopper's browser would get them.
import type { SeenScript } from './compare.ts';
import { scriptsOfPage, type PageScript } from './scripts-of-page.ts';

export interface SeenPage {
  readonly headers: Headers;
  readonly scripts: readonly SeenScript[];
}

const TIMEOUT_MS = 10_000;

/**
 * Throws when the page itself can't be fetched.
 * @param later addresses of scripts that the page's HTML does not name
 */
export async function lookAtPage(url: string, later: ReadonlySet<string>): Promise<SeenPage> {
  const page = await fetch(url, {
    redirect: 'manual',
    headers: { accept: 'text/html' },
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  const type = page.headers.get('content-type') ?? '';
  if (page.status !== 200 || !type.startsWith('text/html'))
    throw new Error(
      `${addressOf(new URL(url))} returns ${page.status} ${type}: give the URL of the page itself, with an open checkout`,
    );
  const named = scriptsOfPage(await page.text(), url);
  const addresses = new Set(named.map(({ address }) => address));
  const unnamed = [...later]
    .filter((address) => !addresses.has(address))
    .map((address): PageScript => ({ address, url: address, text: null, integrity: null, label: address }));
  return { headers: page.headers, scripts: await Promise.all([...named, ...unnamed].map(withBytes)) };
}

/** Without the query, which may hold a session: reports about a page go into files and mails. */
export const addressOf = ({ origin, pathname }: URL): string => origin + pathname;

async function withBytes(script: PageScript): Promise<SeenScript> {
  if (script.url === null) return { ...script, bytes: Buffer.from(script.text ?? ''), trouble: null };
  try {
    const answer = await fetch(script.url, { signal: AbortSignal.timeout(TIMEOUT_MS) });
    if (!answer.ok) return { ...script, bytes: null, trouble: `it returns ${answer.status}` };
    return { ...script, bytes: new Uint8Array(await answer.arrayBuffer()), trouble: null };
  } catch (error) {
    return { ...script, bytes: null, trouble: (error as Error).message };
  }
}
