// How often a charge waits for its store: each wait is a round trip where the store is another machine.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createSqliteStore, type AccountStore, type Store } from '../src/index.ts';
import { cardRequest, openShop, pay, VISA_DEBIT } from './shop.ts';

/** What the kit asks by itself, whoever pays; and `secure`, which asks nothing of a store that is on the disk at once. */
const NOT_COUNTED: ReadonlySet<string> = new Set(['time', 'due', 'dueQueues', 'secure']);

/** Each of the groups is asked at once, and waited for together. */
function watched(store: Store): { readonly store: Store; readonly waits: string[][] } {
  const waits: string[][] = [];
  let underWay = 0;
  const watch = (account: AccountStore): AccountStore =>
    new Proxy(account, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          const answer: unknown = Reflect.apply(member, target, args);
          if (NOT_COUNTED.has(String(name)) || !(answer instanceof Promise)) return answer;
          if (underWay === 0) waits.push([]);
          waits.at(-1)?.push(String(name));
          underWay += 1;
          const over = (): void => void (underWay -= 1);
          answer.then(over, over);
          return answer;
        };
      },
    });
  return { waits, store: { ofAccount: (account) => watch(store.ofAccount(account)), close: () => store.close() } };
}

test('a charge waits four times: known already and room for its address; limits and BIN; opened; answered', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'eximpe-waits-'));
  const { store, waits } = watched(createSqliteStore(join(folder, 'payments.sqlite')));
  const shop = await openShop({ kit: { store }, withoutWebhooks: true });
  try {
    // The first of a process makes tables and asks what it will remember.
    await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-0', { mop: 'debit_card' }));
    waits.length = 0;
    const { status } = await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-1', { mop: 'debit_card' }));
    expect(status).toBe(201);
    expect(waits).toEqual([['find', 'count'], ['get', 'count'], ['open'], ['replace']]);
  } finally {
    await shop.close();
    await rm(folder, { recursive: true });
  }
});
