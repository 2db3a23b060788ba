// Every promise of a store, as Vitest tests.
import { test } from 'vitest';
import type { AccountStore } from '../src/index.ts';
import { storeTests } from '../src/store-tests/index.ts';

/**
 * @param store gives the store under test, of one account; `again` another process's view of the same, where there is such a
 * thing; `foreign` what another account has in the same place
 */
export function storeContract(
  store: () => AccountStore,
  foreign: () => AccountStore,
  again: () => AccountStore = store,
): void {
  for (const { name, run } of storeTests) test(name, () => run({ store: store(), again: again(), foreign: foreign() }));
}
