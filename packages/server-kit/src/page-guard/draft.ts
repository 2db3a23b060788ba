// Drafts an inventory of what the page has now: a person adds why each script is there, or removes the script.
import { LANGUAGE_CODES } from '@eximpe/contract/languages';
import { hashOf, SECURITY_HEADERS, type SeenScript } from './compare.ts';
import { isFolder, type CheckedInventory, type PageInventory } from './inventory.ts';
import type { SeenPage } from './look-at-page.ts';

const FORM = '/card-form.js';

/** The files that `card-form.js` loads from its own folder when a shopper needs them: those in integrity.json except the form itself and the bank's page. */
export const FORM_FILES = [
  'saved-cards.js',
  ...LANGUAGE_CODES.filter((code) => code !== 'en').map((code) => `lang/${code}.js`),
  'parts/bin-lookup.js',
  'parts/diagnostics.js',
  'parts/framed.js',
];

/** Addresses of the form's other files, if the form is on the page. */
export const formFilesBeside = (scripts: readonly SeenScript[]): string[] =>
  scripts.flatMap(({ address }) =>
    address?.endsWith(FORM) ? FORM_FILES.map((file) => new URL(file, address).href) : [],
  );

/**
 * @param later addresses of scripts that the page's HTML does not name
 * @param known the earlier inventory: keeps its reasons, and its entries without a hash
 */
export function draftOf(
  { headers, scripts }: SeenPage,
  origin: string,
  later: ReadonlySet<string>,
  known?: CheckedInventory,
): PageInventory {
  const form = new Set([...formFilesBeside(scripts), ...scripts.map(({ address }) => address).filter(isForm)]);
  const folders = known?.scripts.filter(({ source }) => isFolder(source)) ?? [];
  const isInFolder = (address: string): boolean =>
    folders.some(({ source }) => address.startsWith(new URL(source, origin).href));

  const listed = scripts.flatMap(({ address, label, bytes }) => {
    const integrity = bytes && hashOf(bytes);
    if (address === null) {
      if (label !== 'inline') return [];
      const before = known?.scripts.find((entry) => entry.source === 'inline' && entry.integrity === integrity);
      return [{ source: 'inline', why: before?.why ?? '', integrity }];
    }
    const source = address.replace(`${origin}/`, '/');
    const before = known?.scripts.find((entry) => entry.source === source);
    const isLater = later.has(address);
    // Left out: a part that the form's new version no longer has, and a script whose folder is listed.
    if ((isLater && bytes === null) || (!before && isInFolder(address))) return [];
    const why = before?.why ?? (form.has(address) ? 'the card form' : '');
    return [{ source, why, integrity: before?.integrity === null ? null : integrity, ...(isLater && { later: true }) }];
  });
  const own = SECURITY_HEADERS.filter((name) => !/^content-security-policy|^reporting-endpoints/.test(name));
  return {
    scripts: [...listed, ...folders.map(({ source, why, integrity }) => ({ source, why, integrity }))],
    ...(known && { directives: known.directives, mount: known.mount }),
    headers: Object.fromEntries(own.flatMap((name) => (headers.has(name) ? [[name, headers.get(name) ?? '']] : []))),
  };
}

const isForm = (address: string | null): address is string => address?.endsWith(FORM) ?? false;
