// How often a charge waits for its store, and how many round trips to a remote database it makes.
import { AsyncLocalStorage } from 'node:async_hooks';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { expect, test } from 'vitest';
import { createPostgresStore, createSqliteStore, type AccountStore, type Store } from '../src/index.ts';
import { startPostgres } from './postgres-server.ts';
import { cardRequest, openShop, pay, VISA_DEBIT } from './shop.ts';

/** Calls that the kit makes from time to time regardless of payments, and `secure`, which does nothing in a store that writes to disk at once. */
const NOT_COUNTED: ReadonlySet<string> = new Set(['time', 'examine', 'due', 'dueQueues', 'secure']);

/** The call to the store, as seen where the store calls its database. */
const asking = new AsyncLocalStorage<string>();

/** The calls of each group are made at once and awaited together. */
function watched(store: Store): { readonly store: Store; readonly waits: string[][] } {
  const waits: string[][] = [];
  let underWay = 0;
  const watch = (account: AccountStore): AccountStore =>
    new Proxy(account, {
      get(target, name) {
        const member: unknown = Reflect.get(target, name, target);
        if (typeof member !== 'function') return member;
        return (...args: unknown[]): unknown => {
          const answer: unknown = asking.run(String(name), () => Reflect.apply(member, target, args) as unknown);
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

/** What a charge waits for, after a first charge of the process, which loads what it will remember. */
async function waitsOfCharge(place: Store, atItsStart: () => void = () => undefined): Promise<string[][]> {
  const { store, waits } = watched(place);
  const shop = await openShop({ kit: { store }, withoutWebhooks: true });
  try {
    await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-0', { mop: 'debit_card' }));
    waits.length = 0;
    atItsStart();
    const { status } = await pay(shop, cardRequest(VISA_DEBIT, 'ORDER-1', { mop: 'debit_card' }));
    expect(status).toBe(201);
    return [...waits];
  } finally {
    await shop.close();
  }
}

const FOUR = [['find', 'count'], ['get', 'count'], ['open'], ['replace']];

test('a charge waits four times: lookup and address limit, other limits and BIN, opening, answer', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'eximpe-waits-'));
  try {
    expect(await waitsOfCharge(createSqliteStore(join(folder, 'payments.sqlite')))).toEqual(FOUR);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('in Postgres the four waits of a charge run six statements, without waiting for its notification', async () => {
  const server = await startPostgres('fsync=off');
  const pool = new Pool({ connectionString: server.url });
  const sent: string[] = [];
  const store = createPostgresStore({
    query: (statement) => {
      sent.push(statement.text.includes('pg_notify') ? 'news' : (asking.getStore() ?? 'nobody'));
      return pool.query(statement);
    },
    connect: () => pool.connect(),
    on: (event, listener) => pool.on(event, listener),
  });
  try {
    await store.migrate();
    expect(await waitsOfCharge(store, () => void (sent.length = 0))).toEqual(FOUR);
    expect(sent.filter((name) => !NOT_COUNTED.has(name))).toEqual([...FOUR.flat(), 'news']);
  } finally {
    await pool.end();
    await server.stop();
  }
});
