// Compares a page with its inventory: one row for each script and each header; pure.
import { createHash } from 'node:crypto';
import { isFolder, type CheckedInventory, type ListedScript } from './inventory.ts';
import { guardHeaders } from './policy.ts';
import type { PageScript } from './scripts-of-page.ts';
import { trustedTypesTrouble } from './trusted-types.ts';

export interface SeenScript extends PageScript {
  /** Null when it could not be fetched; then `trouble` says why. */
  readonly bytes: Uint8Array | null;
  readonly trouble: string | null;
}

export interface ScriptRow {
  readonly script: string;
  readonly why: string;
  /** Hash of the script that was found. */
  readonly integrity: string;
  /** What makes browsers check that hash. */
  readonly held: string;
  /** Null when the script is as listed. */
  readonly wrong: string | null;
}

export interface HeaderRow {
  readonly header: string;
  /** Null when the header should not be there. */
  readonly expected: string | null;
  readonly seen: string | null;
  readonly wrong: string | null;
}

/** Compared even when the inventory does not name them: a new one is a change, too. */
export const SECURITY_HEADERS = [
  'content-security-policy',
  'content-security-policy-report-only',
  'reporting-endpoints',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
  'referrer-policy',
  'permissions-policy',
  'cross-origin-opener-policy',
  'cross-origin-embedder-policy',
  'cross-origin-resource-policy',
];

export const hashOf = (bytes: Uint8Array, algorithm = 'sha384'): string =>
  `${algorithm}-${createHash(algorithm).update(bytes).digest('base64')}`;

const hasHash = (bytes: Uint8Array, integrity: string): boolean =>
  hashOf(bytes, integrity.slice(0, integrity.indexOf('-'))) === integrity;

/** @param seen scripts of the page, and those that the inventory says are loaded later */
export function compareScripts(inventory: CheckedInventory, origin: string, seen: readonly SeenScript[]): ScriptRow[] {
  const listed = inventory.scripts.map((entry) => ({ ...entry, address: addressOf(entry, origin) }));
  const onPage = new Set<(typeof listed)[number]>();
  const rows = seen.map((script) => {
    const entries = listed.filter((entry) => isOf(entry, script));
    for (const entry of entries) onPage.add(entry);
    // A script that has its own entry must match that entry's hash, even when its folder is listed, too.
    const own = entries.filter(({ source }) => !isFolder(source));
    return judge(script, own.length > 0 ? own : entries);
  });
  const missing = listed
    .filter((entry) => !onPage.has(entry))
    .map(({ source, address, why, integrity, later }) => ({
      script: address ?? source,
      why,
      integrity: integrity ?? '',
      held: address === null ? 'its hash, in the policy' : 'its address',
      wrong: later || isFolder(source) ? null : 'is listed, but not on the page',
    }));
  return unique([...rows, ...missing]);
}

/** Addresses of the scripts that the page's HTML does not name. */
export const laterAddresses = ({ scripts }: CheckedInventory, origin: string): string[] =>
  scripts
    .filter(({ source, later }) => later && source !== 'inline' && !isFolder(source))
    .map(({ source }) => new URL(source, origin).href);

/** Null for an inline script. */
const addressOf = ({ source }: ListedScript, origin: string): string | null =>
  source === 'inline' ? null : new URL(source, origin).href;

function isOf(entry: ListedScript & { readonly address: string | null }, { address, bytes }: SeenScript): boolean {
  if (entry.address === null) return address === null && bytes !== null && hasHash(bytes, entry.integrity ?? '');
  return address !== null && (isFolder(entry.source) ? address.startsWith(entry.address) : address === entry.address);
}

function judge(script: SeenScript, entries: readonly ListedScript[]): ScriptRow {
  const { label, bytes, trouble, address } = script;
  const integrity = bytes ? hashOf(bytes) : '';
  const [first] = entries;
  const row = { script: label, why: first?.why ?? '', integrity, held: '' };
  if (!first) return { ...row, wrong: 'is not in the inventory' };
  if (!bytes) return { ...row, wrong: `can't be checked: ${trouble ?? ''}` };
  // Two versions may be listed while one replaces the other.
  const entry = entries.find((one) => one.integrity === null || hasHash(bytes, one.integrity));
  if (!entry) return { ...row, wrong: 'differs from the inventory: its hash has changed' };
  const as = { ...row, why: entry.why };
  if (address === null)
    return script.label === 'inline'
      ? { ...as, held: 'its hash, in the policy', wrong: null }
      : { ...as, wrong: 'is blocked by the policy: use addEventListener' };
  if (entry.integrity === null) return { ...as, held: 'its address', wrong: null };
  if (entry.later) return { ...as, held: 'this check', wrong: null };
  return script.integrity?.split(/\s+/).includes(entry.integrity)
    ? { ...as, held: 'its tag’s integrity', wrong: null }
    : { ...as, wrong: `has no integrity="${entry.integrity}" in its tag: browsers do not check its hash` };
}

export function compareHeaders(inventory: CheckedInventory, origin: string, seen: Headers): HeaderRow[] {
  const wanted = { ...guardHeaders(inventory, origin), ...inventory.headers };
  const names = new Set([...SECURITY_HEADERS, ...Object.keys(wanted)]);
  return [...names]
    .map((header) => ({ header, expected: wanted[header] ?? null, seen: seen.get(header) }))
    .filter(({ expected, seen: value }) => expected !== null || value !== null)
    .map((row) => ({ ...row, wrong: together(differenceOf(row), troubleOf(row, inventory)) }));
}

/** What is wrong with a header, whatever the inventory says. */
const troubleOf = (
  { header, seen }: Pick<HeaderRow, 'header' | 'seen'>,
  { scripts }: CheckedInventory,
): string | null =>
  header === 'content-security-policy' && seen !== null
    ? trustedTypesTrouble(
        seen,
        scripts.some(({ source }) => source.endsWith('/card-form.js')),
      )
    : null;

const together = (...wrongs: readonly (string | null)[]): string | null =>
  wrongs.filter((wrong) => wrong !== null).join(', and ') || null;

const differenceOf = ({ expected, seen }: Pick<HeaderRow, 'expected' | 'seen'>): string | null =>
  expected === seen
    ? null
    : expected === null
      ? 'is not in the inventory'
      : seen === null
        ? 'is missing'
        : 'is different';

/** A script that a page runs twice is one script. */
const unique = (rows: readonly ScriptRow[]): ScriptRow[] => [
  ...new Map(rows.map((row) => [JSON.stringify(row), row])).values(),
];
