// `eximpe-doctor page <url>`: compares the page with its inventory. Exits with 1 on any difference, so that cron can alert a person.
import { existsSync, readFileSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { compareHeaders, compareScripts, laterAddresses } from './compare.ts';
import { draftOf, formFilesBeside } from './draft.ts';
import { evidenceOf } from './evidence.ts';
import { readInventory, type CheckedInventory } from './inventory.ts';
import { addressOf, lookAtPage } from './look-at-page.ts';

export const USAGE = 'eximpe-doctor page <URL of the checkout page> [--inventory page-inventory.json] [--draft]';

interface Output {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
}

/** @returns 0 when all is as listed, 1 when something differs, 2 when nothing could be compared */
export async function pageCommand(args: readonly string[], { out, err }: Output): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { inventory: { type: 'string', default: 'page-inventory.json' }, draft: { type: 'boolean' } },
    });
    const [address] = positionals;
    if (!address || !URL.canParse(address)) throw new Error(`Usage: ${USAGE}`);
    const url = new URL(address);
    const file = values.inventory;
    if (values.draft) {
      // A shell that redirects the draft into this file has already emptied it.
      const isFirst = !existsSync(file) || readFileSync(file).length === 0;
      out(await draft(url, isFirst ? undefined : inventoryIn(file)));
      return 0;
    }
    const inventory = inventoryIn(file);
    const seen = await lookAtPage(url.href, new Set(laterAddresses(inventory, url.origin)));
    const scripts = compareScripts(inventory, url.origin, seen.scripts);
    const headers = compareHeaders(inventory, url.origin, seen.headers);
    out(evidenceOf(addressOf(url), new Date(), scripts, headers));
    return [...scripts, ...headers].every(({ wrong }) => wrong === null) ? 0 : 1;
  } catch (error) {
    err(`${(error as Error).message}\n`);
    return 2;
  }
}

async function draft(url: URL, known: CheckedInventory | undefined): Promise<string> {
  const { scripts } = await lookAtPage(url.href, new Set());
  const later = new Set([...formFilesBeside(scripts), ...(known ? laterAddresses(known, url.origin) : [])]);
  const seen = await lookAtPage(url.href, later);
  return `${JSON.stringify(draftOf(seen, url.origin, later, known), null, 2)}\n`;
}

function inventoryIn(file: string): CheckedInventory {
  if (!existsSync(file)) throw new Error(`There is no ${file}: --draft writes a first one to stdout`);
  const text = readFileSync(file, 'utf8');
  try {
    return readInventory(JSON.parse(text));
  } catch (error) {
    throw new Error(`${file}: ${(error as Error).message}`, { cause: error });
  }
}
