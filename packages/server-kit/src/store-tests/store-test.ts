// What a test of a store is: a name, and a run that rejects where the promise is not kept. Any test runner does.
import type { AccountStore } from '../payments/ports/store.ts';

export interface StoreUnderTest {
  /** What one account has in the store. */
  readonly store: AccountStore;
  /** The same account, seen by another process; where that can't be, `store` once more. */
  readonly again: AccountStore;
  /** What another account has in the same place. */
  readonly foreign: AccountStore;
}

/** By name. A run rejects with an AssertionError of node:assert. */
export type StoreTests = Readonly<Record<string, (places: StoreUnderTest) => Promise<void>>>;
