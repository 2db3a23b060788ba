// Deletes records in SQL that were kept long enough, by the database's clock: a few at a time, in whichever process is first.
import { keepMs, type RetentionOptions } from '../keep-days.ts';
import { statement, type SqlDatabase } from './sql-database.ts';
import { timeOf } from './sql-place.ts';

/** The time between two rounds of one process. */
const EVERY_MS = 60_000;
/** The most rows of a table in one round, so that no statement takes long. */
const BATCH = 500;

interface Kind {
  readonly table: string;
  /** The column that identifies a row of an account. */
  readonly key: 'id' | 'key';
  /** The column with the time since when a row is no longer needed. */
  readonly since: string;
  /** A further condition. */
  readonly only?: string;
}

/** The kinds of rows that are deleted one day. */
const KINDS = {
  attempts: {
    table: '{attempts}',
    key: 'id',
    since: 'rest_at_ms',
    // An attempt stays while a message about it waits: delivery needs the attempt.
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

  /** Throws an EximpeKitError for invalid options. */
  constructor(database: SqlDatabase, options: RetentionOptions) {
    this.#database = database;
    this.#keepMs = { ...keepMs(options), bars: 0, notes: 0, claims: 0, counters: 0 };
  }

  /** Runs in the background, at most once a minute. Called when somebody asks for due work: that is not urgent. */
  soon(): void {
    const nowMs = performance.now();
    if (nowMs < this.#nextAtMs) return;
    this.#nextAtMs = nowMs + EVERY_MS;
    this.forget().catch(() => undefined);
  }

  /** Deletes one batch of each kind. */
  async forget(): Promise<void> {
    const nowMs = await timeOf(this.#database);
    for (const [name, kind] of Object.entries(KINDS)) {
      const { table, key, since, only = 'true' }: Kind = kind;
      const beforeMs = nowMs - this.#keepMs[name as keyof typeof KINDS];
      // Skips rows that another process is deleting at this moment.
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
