// A store in SQL, whatever the dialect: what is promised of each account, put together of its parts.
import type { AttemptId } from '@eximpe/contract';
import type { Attempt, Chore } from '../../payments/attempt/attempt.ts';
import type { Message, Queue } from '../../payments/outbox/message.ts';
import type { Bar, Barring, Opening } from '../../payments/ports/attempts.ts';
import type { Consent, ConsentedCard } from '../../payments/ports/consents.ts';
import type { Claim, Note } from '../../payments/ports/notes.ts';
import type { Backlog } from '../../payments/ports/outbox.ts';
import type { Count, RateLimits, Use } from '../../payments/ports/rate-limits.ts';
import type { AccountStore, Store, StoreFault } from '../../payments/ports/store.ts';
import type { Contents, OfAccount } from '../contents.ts';
import type { RetentionOptions } from '../keep-days.ts';
import { migrate, migratedTo, MIGRATIONS } from './migrations.ts';
import { LimiterCounters, type CreateLimiter } from '../limiter-counters.ts';
import { RevisionNews } from '../revision-news.ts';
import { sqlContents, takeKept } from './sql-contents.ts';
import { revisionsOf, SqlAttempts } from './sql-attempts.ts';
import { statement, type SqlDatabase } from './sql-database.ts';
import { SqlConsents } from './sql-consents.ts';
import { SqlCounters } from './sql-counters.ts';
import { SqlNotes } from './sql-notes.ts';
import { SqlOutbox } from './sql-outbox.ts';
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
  readonly #accounts = new Map<string, SqlAccountStore>();

  /** Throws an EximpeKitError for options that can't be kept. */
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
    const store =
      this.#accounts.get(account) ??
      new SqlAccountStore(this.#database, this.#news, this.#retention, account, this.#limiter);
    this.#accounts.set(account, store);
    return store;
  }

  /** Brings the tables up to this version of the kit. Several processes may do so at once. */
  migrate(): Promise<void> {
    return migrate(this.#database);
  }

  contents(): AsyncIterable<OfAccount> {
    return sqlContents(this.#database);
  }

  /** Takes in what another store had. What is there already in the same or a later revision stays as it is. */
  take(given: OfAccount): Promise<void> {
    return takeKept(this.#database, given);
  }

  async close(): Promise<void> {
    this.#news.close();
    await this.#database.close();
  }
}

class SqlAccountStore implements AccountStore {
  readonly durable = true;
  readonly #database: SqlDatabase;
  readonly #account: string;
  readonly #attempts: SqlAttempts;
  readonly #outbox: SqlOutbox;
  readonly #notes: SqlNotes;
  readonly #news: RevisionNews;
  readonly #retention: SqlRetention;
  readonly #counters: RateLimits;
  readonly #consents: SqlConsents;

  constructor(
    database: SqlDatabase,
    news: RevisionNews,
    retention: SqlRetention,
    account: string,
    limiter: CreateLimiter | undefined,
  ) {
    this.#database = database;
    this.#account = account;
    this.#attempts = new SqlAttempts(database, account);
    this.#outbox = new SqlOutbox(database, account);
    this.#notes = new SqlNotes(database, account);
    this.#counters = limiter
      ? new LimiterCounters(limiter, `${account}:`, this.#notes)
      : new SqlCounters(database, account);
    this.#consents = new SqlConsents(database, account);
    this.#news = news;
    this.#retention = retention;
  }

  open(attempt: Attempt, consent?: Consent): Promise<Opening> {
    return this.#attempts.open(attempt, consent);
  }
  bar(id: AttemptId, bar: Bar, ttlMs: number): Promise<Barring> {
    return this.#attempts.bar(id, bar, ttlMs);
  }
  find(id: AttemptId): Promise<Attempt | undefined> {
    return this.#attempts.find(id);
  }
  findByOrder(orderId: string): Promise<Attempt | undefined> {
    return this.#attempts.findByOrder(orderId);
  }
  ofCheckout(checkout: string): Promise<readonly Attempt[]> {
    return this.#attempts.ofCheckout(checkout);
  }
  async replace(attempt: Attempt, messages: readonly Message[] = [], notes: readonly Note[] = []): Promise<boolean> {
    if (!(await this.#attempts.replace(attempt, messages, notes))) return false;
    this.#news.wrote(this.#account, attempt.id, attempt.revision);
    return true;
  }
  due(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]> {
    this.#retention.soon();
    return this.#attempts.due(chore, nowMs, limit);
  }
  countDue(chore: Chore, nowMs: number): Promise<number> {
    return this.#attempts.countDue(chore, nowMs);
  }
  watch(id: AttemptId, listener: () => void): Promise<() => void> {
    return this.#news.watch(this.#account, id, listener);
  }

  post(messages: readonly Message[]): Promise<void> {
    return this.#outbox.post(messages);
  }
  dueQueues(nowMs: number, limit: number): Promise<readonly Queue[]> {
    return this.#outbox.dueQueues(nowMs, limit);
  }
  waiting(queue: Queue): Promise<readonly Message[]> {
    return this.#outbox.waiting(queue);
  }
  postpone(message: Message): Promise<void> {
    return this.#outbox.postpone(message);
  }
  remove(message: Message, revision = 0): Promise<boolean> {
    return this.#outbox.remove(message, revision);
  }
  upcoming(nowMs: number, limit: number): Promise<readonly Message[]> {
    return this.#outbox.upcoming(nowMs, limit);
  }
  backlog(nowMs: number): Promise<Backlog> {
    return this.#outbox.backlog(nowMs);
  }

  put(key: string, value: string, ttlMs: number): Promise<void> {
    return this.#notes.put(key, value, ttlMs);
  }
  get(key: string): Promise<string | undefined> {
    return this.#notes.get(key);
  }
  claim(key: string, ttlMs: number): Promise<Claim | undefined> {
    return this.#notes.claim(key, ttlMs);
  }
  release(key: string, claim: Claim): Promise<void> {
    return this.#notes.release(key, claim);
  }

  count(uses: readonly Use[]): Promise<readonly Count[]> {
    return this.#counters.count(uses);
  }

  keepConsent(consent: Consent): Promise<void> {
    return this.#consents.keepConsent(consent);
  }
  withdrawConsents(card: ConsentedCard, atMs: number): Promise<void> {
    return this.#consents.withdrawConsents(card, atMs);
  }
  consentsOf(customer: string): Promise<readonly Consent[]> {
    return this.#consents.consentsOf(customer);
  }

  async ping(): Promise<void> {
    await this.#database.query(statement('select 1 as one from {attempts} limit 1'));
  }

  async time(): Promise<number> {
    const [row] = await this.#database.query(statement('select {now} as ms'));
    return Number(row?.['ms']);
  }

  async examine(): Promise<readonly StoreFault[]> {
    const faults = await this.#database.examine();
    const version = await migratedTo(this.#database);
    if (version >= MIGRATIONS.length) return faults;
    const says = `its tables are at step ${version} of ${MIGRATIONS.length}: run \`npx -p @eximpe/server-kit eximpe-migrate --to …\`, or await store.migrate() at the start`;
    return [...faults, { fault: 'not_migrated', says, matters: 'always' }];
  }

  /** A write is on the disk when it is acknowledged. */
  async secure(): Promise<boolean> {
    return false;
  }
}
