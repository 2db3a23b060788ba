// A store with some methods replaced, so that it breaks, waits or lies as a test requires.
import type { AccountStore, Store } from '../src/index.ts';

/** @param change the replaced methods, given the original store */
export const wrapped = (store: Store, change: (inner: AccountStore) => Partial<AccountStore>): Store => ({
  ofAccount: (account) => changed(store.ofAccount(account), change),
  close: () => store.close(),
});

/** The same for the store of one account. */
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
