// A store of which some promises are replaced; for kits that are broken on purpose.

/** @param change what is different for an account, given its store as it is */
export const wrapped = (store, change) => ({
  ofAccount: (account) => changed(store.ofAccount(account), change),
  close: () => store.close(),
});

function changed(inner, change) {
  const different = change(inner);
  return new Proxy(inner, {
    get(target, name) {
      if (name in different) return different[name];
      const member = Reflect.get(target, name, target);
      return typeof member === 'function' ? member.bind(target) : member;
    },
  });
}
