// Two processes share the same due work: neither waits for the other's current task, and nothing is done twice.
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Pool } from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPostgresStore, createSqliteStore, type AccountStore, type Store } from '../src/index.ts';
import { deliverDue, refundDue } from '../src/payments/chores.ts';
import { anAttempt } from './attempts.ts';
import { gatewayOf, somePorts } from './ports.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';
import { eventually } from './shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'eximpe-shared-'));
let server: PostgresServer;
const ends: (() => Promise<void>)[] = [];

beforeAll(async () => {
  server = await startPostgres('fsync=off');
});
afterAll(async () => {
  for (const end of ends) await end();
  await server.stop();
  rmSync(folder, { recursive: true });
});

/** Each opens the store again, as a process does. */
const PLACES: Readonly<Record<string, () => Promise<Store>>> = {
  async postgres() {
    const pool = new Pool({ connectionString: server.url });
    ends.push(() => pool.end());
    const store = createPostgresStore(pool);
    await store.migrate();
    return store;
  },
  async sqlite() {
    const store = createSqliteStore(join(folder, 'payments.sqlite'));
    ends.push(() => store.close());
    return store;
  },
};

/** How many tasks a process does at once. */
const AT_ONCE = 8;
const PIECES = 30;

/** Work that lasts until it is released; started tasks are in `begun`. */
function slowWork() {
  const begun: string[] = [];
  let letGo = (): void => undefined;
  const isLetGo = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  const work = async (name: string): Promise<void> => {
    begun.push(name);
    await isLetGo;
  };
  return { begun, work, letGo };
}

describe.each(Object.entries(PLACES))('in %s', (_, open) => {
  let stores: [AccountStore, AccountStore];
  beforeAll(async () => {
    const account = randomUUID();
    stores = [(await open()).ofAccount(account), (await open()).ofAccount(account)];
  });

  test('refunds: a process skips those another has claimed, does the rest, and requests each once', async () => {
    const payments = Array.from({ length: PIECES }, (__, at) => `PR-${at}`);
    for (const paymentId of payments) {
      const capture = { status: 'successful', role: 'second', refund: 'due', refundAtMs: 1, askAtMs: null } as const;
      await stores[0].open(anAttempt({ ...capture, id: randomUUID(), checkout: paymentId, paymentId }));
    }
    const slow = slowWork();
    const quick: string[] = [];
    const refunding = (asked: (paymentId: string) => Promise<unknown>) =>
      gatewayOf({
        refund: async (paymentId: string) => {
          await asked(paymentId);
          return { kind: 'known', refundId: `RF-${paymentId}`, state: 'refunded', word: 'REFUNDED' };
        },
      });
    const [a, b] = [
      somePorts({ store: stores[0], gateway: refunding(slow.work) }),
      somePorts({ store: stores[1], gateway: refunding(async (paymentId) => quick.push(paymentId)) }),
    ];
    const first = refundDue(a);
    await eventually(() => slow.begun.length === AT_ONCE);
    await refundDue(b);
    expect(quick).toHaveLength(PIECES - AT_ONCE);
    slow.letGo();
    await first;
    expect([...slow.begun, ...quick].toSorted()).toEqual(payments.toSorted());
    expect(await stores[1].countDue('refund', Date.now())).toBe(0);
  });

  test('messages: a process skips those another has claimed, delivers the rest, and delivers each once', async () => {
    const ids = Array.from({ length: PIECES }, (__, at) => `message ${at}`);
    await stores[0].post(
      ids.map((id) => ({
        topic: 'attention',
        id,
        queue: `checkout:${id}`,
        attempt: null,
        notice: { type: 'charge_unexplained', referenceId: id },
        createdAtMs: 1,
        dueAtMs: 1,
        tries: 0,
      })),
    );
    const slow = slowWork();
    const quick: string[] = [];
    const telling = (store: AccountStore, tell: (id: string) => Promise<void>) =>
      somePorts({
        store,
        hooks: { onPaid: () => undefined, onFailed: undefined, onAttention: ({ id }) => tell(id) },
      });
    const first = deliverDue(telling(stores[0], slow.work));
    await eventually(() => slow.begun.length === AT_ONCE);
    await deliverDue(telling(stores[1], async (id) => void quick.push(id)));
    expect(quick).toHaveLength(PIECES - AT_ONCE);
    slow.letGo();
    await first;
    expect([...slow.begun, ...quick].toSorted()).toEqual(ids.toSorted());
    expect(await stores[1].backlog(Date.now())).toEqual({ count: 0, oldestAtMs: null });
  });
});
