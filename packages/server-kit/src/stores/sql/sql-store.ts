// A store in SQL, for any dialect.
import type { AccountStore, Store } from '../../payments/ports/store.ts';
import { accountOfParts } from '../account-of-parts.ts';
import type { Contents, OfAccount } from '../contents.ts';
import type { RetentionOptions } from '../keep-days.ts';
import { migrate } from './migrations.ts';
import { LimiterCounters, type CreateLimiter } from '../limiter-counters.ts';
import { RevisionNews } from '../revision-news.ts';
import { sqlContents, takeKept } from './sql-contents.ts';
import { revisionsOf, SqlAttempts } from './sql-attempts.ts';
import type { SqlDatabase } from './sql-database.ts';
import { SqlConsents } from './sql-consents.ts';
import { SqlCounters } from './sql-counters.ts';
import { SqlNotes } from './sql-notes.ts';
import { SqlOutbox } from './sql-outbox.ts';
import { SqlPlace } from './sql-place.ts';
import { SqlRetention } from './sql-retention.ts';

export interface SqlStoreOptions extends RetentionOptions {
  /**
   * Counts the limits with rate-limiter-flexible instead of in the store's own tables, e.g. in a Redis beside it:
   * `(limit) => new RateLimiterRedis({ storeClient: redis, ...limit })`.
   */
  readonly limiter?: CreateLimiter;
}

export class SqlStore implements Store, Contents {
  readonly #database: SqlDatabase;
  readonly #news: RevisionNews;
  readonly #retention: SqlRetention;
  readonly #limiter: CreateLimiter | undefined;
  readonly #accounts = new Map<string, AccountStore>();

  /** Throws an EximpeKitError for invalid options. */
  constructor(database: SqlDatabase, { limiter, ...retention }: SqlStoreOptions) {
    this.#database = database;
    this.#limiter = limiter;
    this.#retention = new SqlRetention(database, retention);
    this.#news = new RevisionNews({
      listens: database.listens,
      listen: (heard, lost) => database.listen(heard, lost),
      tell: (news) => database.tell(news),
      revisionsOf: (keys) => revisionsOf(database, keys),
    });
  }

  ofAccount(account: string): AccountStore {
    const store = this.#accounts.get(account) ?? this.#open(account);
    this.#accounts.set(account, store);
    return store;
  }

  #open(account: string): AccountStore {
    const database = this.#database;
    const notes = new SqlNotes(database, account);
    return accountOfParts({
      attempts: new SqlAttempts(database, account, this.#news, this.#retention),
      outbox: new SqlOutbox(database, account),
      notes,
      limits: this.#limiter
        ? new LimiterCounters(this.#limiter, `${account}:`, notes)
        : new SqlCounters(database, account),
      consents: new SqlConsents(database, account),
      place: new SqlPlace(database),
    });
  }

  /** Brings the tables up to this version of the kit. Several processes may do so at once. */
  migrate(): Promise<void> {
    return migrate(this.#database);
  }

  contents(): AsyncIterable<OfAccount> {
    return sqlContents(this.#database);
  }

  /** Imports a record of another store. A record that exists in the same or a later revision stays as it is. */
  take(given: OfAccount): Promise<void> {
    return takeKept(this.#database, this.ofAccount(given.account), given);
  }

  async close(): Promise<void> {
    this.#news.close();
    await this.#database.close();
  }
}
