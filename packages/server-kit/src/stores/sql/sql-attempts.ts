// Attempts in SQL: one step opens an attempt, and its unique number prevents two at once; another step replaces it if the revision is right.
import type { AttemptId } from '@eximpe/contract';
import { holdOf, type Attempt, type Chore } from '../../payments/attempt/attempt.ts';
import type { Message } from '../../payments/outbox/message.ts';
import type { Attempts, Bar, Barring, Opening } from '../../payments/ports/attempts.ts';
import type { Consent } from '../../payments/ports/consents.ts';
import type { Note } from '../../payments/ports/notes.ts';
import type { RevisionNews, WatchedKey } from '../revision-news.ts';
import { READABLE_BY, readAttempt, SCHEMA } from '../record.ts';
import { attemptColumns } from './record-columns.ts';
import { placeholder, placeholders, statement, type Row, type SqlDatabase, type Statement } from './sql-database.ts';
import { insertConsent } from './sql-consents.ts';
import { writeNotes } from './sql-notes.ts';
import { insertMessages } from './sql-outbox.ts';
import type { SqlRetention } from './sql-retention.ts';

/** More conflicting attempts than this never come and go while one is opened. */
const MOST_TRIES = 20;

/** What the writes below return: the same columns as their looks, without the record. */
const WROTE = `id, cast(null as text) as bar, cast(null as text) as record`;
const FOUND = `id, case when bar_until_ms > {now} then bar end as bar, record`;

const DUE = { ask: 'ask_at_ms', refund: 'refund_at_ms' } as const satisfies Record<Chore, string>;

export class SqlAttempts implements Attempts {
  readonly #database: SqlDatabase;
  readonly #account: string;
  readonly #news: RevisionNews;
  readonly #retention: SqlRetention;

  constructor(database: SqlDatabase, account: string, news: RevisionNews, retention: SqlRetention) {
    this.#database = database;
    this.#account = account;
    this.#news = news;
    this.#retention = retention;
  }

  async open(attempt: Attempt, consent?: Consent): Promise<Opening> {
    const { id, checkout } = attempt;
    const columns = attemptColumns(this.#account, attempt);
    // Attempts of a checkout have numbers: if another came since this step looked, it has taken the number, and this step looks again.
    const first = statement(
      `insert into {attempts} (${Object.keys(columns).join(', ')}, number)
       select ${placeholders(columns)},
         (select coalesce(max(number), 0) + 1 from {attempts} where account = ? and checkout = ?)
       where not exists (select 1 from {attempts} where account = ? and checkout = ? and hold <> 'none')
       on conflict do nothing returning ${WROTE}`,
      ...Object.values(columns),
      this.#account,
      checkout,
      this.#account,
      checkout,
    );
    const find = statement(
      `select ${FOUND} from {attempts} where account = ? and (id = ? or checkout = ?)`,
      this.#account,
      id,
      checkout,
    );
    const after = consent ? [insertConsent(this.#account, consent)] : [];
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { wrote, found } = await this.#database.step({ first, find, after });
      if (wrote.length > 0) return { kind: 'opened', others: found.map(attemptOf).toSorted(byAge) };
      const inTheWay = openingOf(id, found);
      if (inTheWay) return inTheWay;
      // The conflict is gone: a bar has expired, or another attempt came and went.
      await this.#database.query(
        statement(
          'delete from {attempts} where account = ? and id = ? and bar is not null and bar_until_ms <= {now}',
          this.#account,
          id,
        ),
      );
    }
    throw new Error(`attempt ${id} could not be opened, and no other attempt blocks it`);
  }

  /** A bar uses the same row as its attempt would, and there is only one such row. */
  async bar(id: AttemptId, bar: Bar, ttlMs: number): Promise<Barring> {
    const first = statement(
      `insert into {attempts} as known (account, id, bar, bar_until_ms, revision, readable_by)
       values (?, ?, ?, {now} + cast(? as bigint), 0, ?)
       on conflict (account, id) do update set bar = excluded.bar, bar_until_ms = excluded.bar_until_ms
       where known.bar is not null and (known.bar <> 'uncharged' or known.bar_until_ms <= {now}) returning ${WROTE}`,
      this.#account,
      id,
      bar,
      Math.ceil(ttlMs),
      READABLE_BY,
    );
    const find = statement(`select ${FOUND} from {attempts} where account = ? and id = ?`, this.#account, id);
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const { wrote, found } = await this.#database.step({ first, find });
      const [row] = found;
      if (row && isAttempt(row)) return { kind: 'exists', attempt: attemptOf(row) };
      const before = row && barOf(row);
      if (wrote.length > 0 || before) return { kind: 'barred', before };
      // The attempt was opened after this step had looked.
    }
    throw new Error(`attempt ${id} could not be barred, and does not exist`);
  }

  async find(id: AttemptId): Promise<Attempt | undefined> {
    return this.#one(
      statement('select record from {attempts} where account = ? and id = ? and bar is null', this.#account, id),
    );
  }

  async findByOrder(orderId: string): Promise<Attempt | undefined> {
    return this.#one(
      statement('select record from {attempts} where eximpe_order = ? and account = ?', orderId, this.#account),
    );
  }

  async #one(select: Statement): Promise<Attempt | undefined> {
    const [row] = await this.#database.query(select);
    return row && attemptOf(row);
  }

  async ofCheckout(checkout: string): Promise<readonly Attempt[]> {
    const rows = await this.#database.query(
      statement('select record from {attempts} where account = ? and checkout = ?', this.#account, checkout),
    );
    return rows.map(attemptOf).toSorted(byAge);
  }

  async replace(attempt: Attempt, messages: readonly Message[] = [], notes: readonly Note[] = []): Promise<boolean> {
    const changing = attemptColumns(this.#account, attempt);
    const first = statement(
      `update {attempts} set ${Object.keys(changing)
        .map((column) => `${column} = ${placeholder(column)}`)
        .join(', ')} where account = ? and id = ? and revision = ? and bar is null returning id`,
      ...Object.values(changing),
      this.#account,
      attempt.id,
      attempt.revision - 1,
    );
    const after = [
      ...(messages.length === 0 ? [] : [insertMessages(this.#account, messages)]),
      ...(notes.length === 0 ? [] : [writeNotes(this.#account, notes)]),
    ];
    const { wrote } = await this.#database.step({ first, after });
    if (wrote.length === 0) return false;
    this.#news.wrote(this.#account, attempt.id, attempt.revision);
    return true;
  }

  watch(id: AttemptId, listener: () => void): Promise<() => void> {
    return this.#news.watch(this.#account, id, listener);
  }

  async due(chore: Chore, nowMs: number, limit: number): Promise<readonly AttemptId[]> {
    this.#retention.soon();
    const column = DUE[chore];
    const rows = await this.#database.query(
      statement(
        `select id from {attempts} where account = ? and ${column} <= ? and readable_by <= ? order by ${column} limit ?`,
        this.#account,
        Math.floor(nowMs),
        SCHEMA,
        limit,
      ),
    );
    return rows.map((row) => String(row['id']));
  }

  async countDue(chore: Chore, nowMs: number): Promise<number> {
    const [row] = await this.#database.query(
      statement(
        `select count(*) as count from {attempts} where account = ? and ${DUE[chore]} <= ?`,
        this.#account,
        Math.floor(nowMs),
      ),
    );
    return Number(row?.['count']);
  }
}

const MOST = 256;
/** How many attempts a statement asks for: only these numbers, because each makes another text, and texts are kept. */
const SIZES = [1, 4, 16, 64, MOST];

/** The stored revisions of these attempts. */
export async function revisionsOf(
  database: SqlDatabase,
  keys: readonly WatchedKey[],
): Promise<ReadonlyMap<WatchedKey, number>> {
  const revisions = new Map<WatchedKey, number>();
  for (let from = 0; from < keys.length; from += MOST) {
    const asked = filledUp(keys.slice(from, from + MOST));
    const rows = await database.query(
      statement(
        `select account, id, revision from {attempts} where (account, id) in (values ${asked.map(() => '(?, ?)').join(', ')})`,
        ...asked.flatMap((key) => key.split(' ')),
      ),
    );
    for (const row of rows) revisions.set(`${String(row['account'])} ${String(row['id'])}`, Number(row['revision']));
  }
  return revisions;
}

/** Repeats the last key up to the next size: to ask for it twice makes no difference. */
function filledUp(keys: readonly WatchedKey[]): readonly WatchedKey[] {
  const size = SIZES.find((each) => each >= keys.length) ?? MOST;
  return [...keys, ...Array.from({ length: size - keys.length }, () => keys.at(-1) as WatchedKey)];
}

/** What prevents opening `id`, among the attempts of its checkout and the row with its id. */
function openingOf(id: AttemptId, found: readonly Row[]): Opening | undefined {
  const own = found.find((row) => row['id'] === id);
  if (own && isAttempt(own)) return { kind: 'exists', attempt: attemptOf(own) };
  if (own && barOf(own) !== undefined) return { kind: 'barred' };
  const others = found.filter((row) => row !== own).map(attemptOf);
  const holder =
    others.find((other) => holdOf(other) === 'paid') ?? others.find((other) => holdOf(other) === 'pending');
  return holder && { kind: 'held', attempt: holder };
}

const attemptOf = (row: Row): Attempt => readAttempt(String(row['record']));
const isAttempt = (row: Row): boolean => row['record'] !== null;
const barOf = (row: Row): Bar | undefined => (row['bar'] ?? undefined) as Bar | undefined;
const byAge = (a: Attempt, b: Attempt): number => a.createdAtMs - b.createdAtMs || (a.id < b.id ? -1 : 1);
