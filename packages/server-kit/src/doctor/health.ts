// What `GET health` says about a mount, in the doctor's words. The answer only names faults: the server's log says more.
import type { Health } from '../http/health-route.ts';
import type { Finding } from './finding.ts';

/** Faults of the kit's own stores (EXIMPE_STORE_UNFIT). */
const STORE_FAULTS: Readonly<Record<string, string>> = {
  not_migrated: 'its tables are not up to date: run `npx -p @eximpe/server-kit eximpe-migrate --to …`',
  too_old: 'the database is too old for the kit',
  evicts: 'it evicts payments when memory runs low: set maxmemory-policy noeviction',
  forgets: 'it forgets payments in a crash or restart: make it wait for the disk',
  waits: 'readers and writers block each other: set `pragma journal_mode = wal`',
};

/** By then a hook has been tried again five times; the next try comes 15 minutes after the last of these. */
const LONG_SECONDS = 600;

/** @param isLocal the mount is on this machine, where a store may forget payments */
export function findingOfHealth(health: Partial<Health>, isLocal: boolean): Omit<Finding, 'check'> {
  const { closing = false, store, outbox, overdue = 0 } = health;
  const { waiting = 0, oldestSeconds = null } = outbox ?? {};
  const messages = `${waiting} messages are waiting, the oldest for ${oldestSeconds} s`;
  const wrong = [
    ...(closing ? ['the kit is shutting down'] : []),
    ...(store?.reachable ? [] : ["the store can't be reached"]),
    ...(store?.durable === false && !isLocal ? ['payments are kept in memory only: set the option `store`'] : []),
    ...(store?.faults ?? []).map(
      (fault) => `store: ${STORE_FAULTS[fault] ?? `${fault}, see EXIMPE_STORE_UNFIT in the log`}`,
    ),
    ...((oldestSeconds ?? 0) > LONG_SECONDS
      ? [`${messages}: the log says which hook throws; if none does, no process has that hook`]
      : []),
    ...(overdue > 0
      ? [
          `${overdue} payments are over a minute overdue for a check: keep one process running, or call kit.reconcile() every minute`,
        ]
      : []),
  ];
  if (wrong.length > 0 || !store) return { ok: false, says: wrong.join('; ') };
  return {
    ok: true,
    says: `ready; the store answers in ${store.latencyMs} ms, and ${waiting === 0 ? 'no messages are waiting' : messages}`,
  };
}
