// What a store needs of a database at the least: texts under keys that are in order, and one write of several keys at once.
import { createHash } from 'node:crypto';
import type { AttemptId } from '@eximpe/contract';

/** What is under a key; null: nothing. */
export type Entry = readonly [key: string, value: string | null];

/** Any database that can do these three things keeps payments: see `createKeyValueStore`. */
export interface KeyValues {
  /** What is under each of these keys, in their order; null where there is nothing. */
  get(keys: readonly string[]): Promise<readonly (string | null)[]>;
  /**
   * What is under the keys from `from` on and before `to`, in the order of the keys, no more than `limit`. Keys are ASCII letters, digits
   * and punctuation, at most 400 of them, and are compared byte by byte.
   */
  list(from: string, to: string, limit: number): Promise<readonly (readonly [key: string, value: string])[]>;
  /**
   * In one atomic step among all processes: where what is under each key of `expected` is just that, writes `changes` (null removes),
   * and resolves with true once they are kept. Else writes nothing, and resolves with false.
   */
  write(expected: readonly Entry[], changes: readonly Entry[]): Promise<boolean>;
}

/** The parts of a key, put so that none can be taken for another. */
export const keyOf = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => (typeof part === 'number' ? inOrder(part) : encoded(part))).join('/');

/** What is longer is told apart by its hash. */
const LONGEST_PART = 120;

function encoded(part: string): string {
  const text = encodeURIComponent(part);
  return text.length <= LONGEST_PART ? text : createHash('sha256').update(part).digest('base64url');
}

export const attemptKey = (account: string, id: AttemptId): string => keyOf(account, 'attempt', id);

/** As many digits as any time has, so that earlier is smaller. */
const inOrder = (ms: number): string => String(Math.max(0, Math.floor(ms))).padStart(15, '0');

/** Where keys end that begin with these parts: `0` comes right after `/`. */
export const endOf = (...parts: readonly (string | number)[]): string => `${keyOf(...parts)}0`;

const PER_PAGE = 500;

/** Everything from `from` on and before `to`, page by page. */
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
    // No key has a space: nothing lies between.
    after = `${last[0]} `;
  }
}

export const checkoutKey = (account: string, checkout: string): string => keyOf(account, 'checkout', checkout);

/** What stands under a checkout's key: ids of its attempts. */
export const idsOf = (listed: string | null | undefined): readonly AttemptId[] =>
  listed ? (JSON.parse(listed) as AttemptId[]) : [];

/** The id that a key ends with: a UUID, it stands there as it is. */
export const lastOf = (key: string): AttemptId => key.slice(key.lastIndexOf('/') + 1);
