// Work that only one process may do at a time: claim it, do it, release it.
import type { Notes } from './ports/notes.ts';

/** `busy`: another caller has the claim, and this call did nothing. */
export type Claimed<Value> = { readonly kind: 'done'; readonly value: Value } | { readonly kind: 'busy' };

/**
 * Does `work` while nobody else, in any process on this store, works under the same key.
 * @param ttlMs if the process dies, the claim ends by itself after this long
 * Rejects when `work` does; the claim is released then, too.
 */
export async function withClaim<Value>(
  notes: Pick<Notes, 'claim' | 'release'>,
  key: string,
  ttlMs: number,
  work: () => Promise<Value>,
): Promise<Claimed<Value>> {
  const claim = await notes.claim(key, ttlMs);
  if (claim === undefined) return { kind: 'busy' };
  try {
    return { kind: 'done', value: await work() };
  } finally {
    await notes.release(key, claim);
  }
}
