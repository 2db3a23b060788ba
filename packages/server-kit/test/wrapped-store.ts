// A store of which some promises are replaced: one that breaks, waits or lies as a test needs it.
import type { AccountStore, Store } from '../src/index.ts';

/** @param change what is different, given the store as it is */
export const wrapped = (store: Store, change: (inner: AccountStore) => Partial<AccountStore>): Store => ({
  ofAccount: (account) => changed(store.ofAccount(account), change),
  close: () => store.close(),
});

/** The same for what one account has. */
export function changed(inner: AccountStore, change: (inner: AccountStore) => Partial<AccountStore>): AccountStore {
  const different = change(inner);
  return new Proxy(inner, {
    get(target, name) {
      if (name in different) return Reflect.get(different, name) as unknown;
      const member: unknown = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
