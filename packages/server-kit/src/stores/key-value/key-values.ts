// The least that a store needs from a database: texts under ordered keys, and one atomic write of several keys.
import { createHash } from 'node:crypto';
import type { AttemptId } from '@eximpe/contract';

/** The value under a key; null when there is none. */
export type Entry = readonly [key: string, value: string | null];

/** Any database that can do these three things keeps payments: see `createKeyValueStore`. */
export interface KeyValues {
  /** The values under these keys, in the same order; null for a key without a value. */
  get(keys: readonly string[]): Promise<readonly (string | null)[]>;
  /**
   * The keys, with their values, from `from` (inclusive) to `to` (exclusive), in the order of the keys, at most
   * `limit` of them. Keys are ASCII letters, digits and punctuation, at most 400 characters, and are compared byte by
   * byte.
   */
  list(from: string, to: string, limit: number): Promise<readonly (readonly [key: string, value: string])[]>;
  /**
   * In one atomic step among all processes: if every key of `expected` has exactly its expected value, writes
   * `changes` (null removes) and resolves with true once they are safe. Else writes nothing, and resolves with false.
   */
  write(expected: readonly Entry[], changes: readonly Entry[]): Promise<boolean>;
}

/** Joins the parts of a key, so that different parts never give the same key. */
export const keyOf = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => (typeof part === 'number' ? inOrder(part) : encoded(part))).join('/');

/** A hash replaces a longer part. */
const LONGEST_PART = 120;

function encoded(part: string): string {
  const text = encodeURIComponent(part);
  return text.length <= LONGEST_PART ? text : createHash('sha256').update(part).digest('base64url');
}

export const attemptKey = (account: string, id: AttemptId): string => keyOf(account, 'attempt', id);

/** With enough digits for any time, so that an earlier time sorts first. */
const inOrder = (ms: number): string => String(Math.max(0, Math.floor(ms))).padStart(15, '0');

/** The end of the keys that begin with these parts: `0` comes right after `/`. */
export const endOf = (...parts: readonly (string | number)[]): string => `${keyOf(...parts)}0`;

const PER_PAGE = 500;

/** All entries from `from` (inclusive) to `to` (exclusive), page by page. */
export async function* entries(
  place: KeyValues,
  from: string,
  to: string,
): AsyncIterable<readonly [key: string, value: string]> {
  for (let after = from; ;) {
    const page = await place.list(after, to, PER_PAGE);
    yield* page;
    const last = page.at(-1);
    if (!last || page.length < PER_PAGE) return;
    // No key contains a space, so no key is between the two.
    after = `${last[0]} `;
  }
}

export const checkoutKey = (account: string, checkout: string): string => keyOf(account, 'checkout', checkout);

/** The ids of a checkout's attempts, from the value under its key. */
export const idsOf = (listed: string | null | undefined): readonly AttemptId[] =>
  listed ? (JSON.parse(listed) as AttemptId[]) : [];

/** The id at the end of a key: a UUID needs no encoding. */
export const lastOf = (key: string): AttemptId => key.slice(key.lastIndexOf('/') + 1);
