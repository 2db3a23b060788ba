// Forgetting in SQL what has been kept for long enough: a little at a time, by whichever process comes to it first.
import { keepMs, type RetentionOptions } from '../keep-days.ts';
import { statement, type SqlDatabase } from './sql-database.ts';

/** Between two rounds of one process. */
const EVERY_MS = 60_000;
/** Of each table in a round: no statement takes long. */
const BATCH = 500;

interface Kind {
  readonly table: string;
  /** Names a row of an account. */
  readonly key: 'id' | 'key';
  /** Since when it is over. */
  readonly since: string;
  /** What else must be so. */
  readonly only?: string;
}

/** What is forgotten one day. */
const KINDS = {
  attempts: {
    table: '{attempts}',
    key: 'id',
    since: 'rest_at_ms',
    // What the shop has not been told yet is told with its attempt.
    only: 'not exists (select 1 from {outbox} where {outbox}.attempt = {attempts}.id)',
  },
  bars: { table: '{attempts}', key: 'id', since: 'bar_until_ms', only: 'bar is not null' },
  consents: { table: '{consents}', key: 'id', since: 'given_at_ms', only: 'coalesce(withdrawn_at_ms, 0) < ?' },
  notes: { table: '{notes}', key: 'key', since: 'until_ms' },
  claims: { table: '{claims}', key: 'key', since: 'until_ms' },
  counters: { table: '{counters}', key: 'key', since: 'until_ms' },
} as const satisfies Record<string, Kind>;

export class SqlRetention {
  readonly #database: SqlDatabase;
  readonly #keepMs: Readonly<Record<keyof typeof KINDS, number>>;
  #nextAtMs = 0;

  /** Throws an EximpeKitError for options that can't be kept. */
  constructor(database: SqlDatabase, options: RetentionOptions) {
    this.#database = database;
    this.#keepMs = { ...keepMs(options), bars: 0, notes: 0, claims: 0, counters: 0 };
  }

  /** In the background, and not more than once a minute. Whoever asks what is due has time for it. */
  soon(nowMs = Date.now()): void {
    if (nowMs < this.#nextAtMs) return;
    this.#nextAtMs = nowMs + EVERY_MS;
    this.forget(nowMs).catch(() => undefined);
  }

  /** One batch of each kind. */
  async forget(nowMs: number): Promise<void> {
    for (const [name, kind] of Object.entries(KINDS)) {
      const { table, key, since, only = 'true' }: Kind = kind;
      const beforeMs = nowMs - this.#keepMs[name as keyof typeof KINDS];
      // Rows that another process is just forgetting are left to it.
      await this.#database.query(
        statement(
          `delete from ${table} where (account, ${key}) in
           (select account, ${key} from ${table} where ${since} < ? and ${only} order by ${since} limit ${BATCH} {skip locked})`,
          ...(only.includes('?') ? [beforeMs, beforeMs] : [beforeMs]),
        ),
      );
    }
  }
}
