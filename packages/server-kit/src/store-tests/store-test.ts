// A test of a store: a name, and a run that rejects when the promise is not kept. Works with any test runner.
import type { AccountStore } from '../payments/ports/store.ts';

export interface StoreUnderTest {
  /** The part of the store for one account. */
  readonly store: AccountStore;
  /** The same account, seen by another process; if that is not possible, `store` again. */
  readonly again: AccountStore;
  /** The part of the same store for another account. */
  readonly foreign: AccountStore;
}

/** By name. A run rejects with an AssertionError of node:assert. */
export type StoreTests = Readonly<Record<string, (places: StoreUnderTest) => Promise<void>>>;
