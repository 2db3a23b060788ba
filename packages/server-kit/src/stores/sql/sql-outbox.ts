// The outbox in SQL: a row for each message, in the same database and the same step as the attempt that causes it.
import type { Message, Queue } from '../../payments/outbox/message.ts';
import type { Backlog, Outbox } from '../../payments/ports/outbox.ts';
import { readMessage, SCHEMA, writeRecord } from '../record.ts';
import { messageColumns } from './record-columns.ts';
import { placeholders, statement, type Row, type SqlDatabase, type Statement } from './sql-database.ts';

/** A statement for the second or later place in a step; a message that already waits stays as it is. */
export function insertMessages(account: string, messages: readonly Message[]): Statement {
  const rows = messages.map((message) => messageColumns(account, message));
  return statement(
    `insert into {outbox} (${Object.keys(rows[0] ?? {}).join(', ')})
     select * from (values ${rows.map((row) => `(${placeholders(row)})`).join(', ')}) as given {if first} on conflict do nothing`,
    ...rows.flatMap((row) => Object.values(row)),
  );
}

export class SqlOutbox implements Outbox {
  readonly #database: SqlDatabase;
  readonly #account: string;

  constructor(database: SqlDatabase, account: string) {
    this.#database = database;
    this.#account = account;
  }

  async post(messages: readonly Message[]): Promise<void> {
    if (messages.length === 0) return;
    const { text, values } = insertMessages(this.#account, messages);
    await this.#database.query(statement(text.replace('{if first}', 'where true'), ...values));
  }

  async dueQueues(nowMs: number, limit: number): Promise<readonly Queue[]> {
    const rows = await this.#database.query(
      statement(
        `select queue from {outbox} where account = ? and due_at_ms <= ? and readable_by <= ?
         group by queue order by min(due_at_ms) limit ?`,
        this.#account,
        Math.floor(nowMs),
        SCHEMA,
        limit,
      ),
    );
    return rows.map((row) => String(row['queue']));
  }

  async waiting(queue: Queue): Promise<readonly Message[]> {
    // A message of a newer version is left for a process that can read it.
    const rows = await this.#database.query(
      statement(
        'select record from {outbox} where account = ? and queue = ? and readable_by <= ?',
        this.#account,
        queue,
        SCHEMA,
      ),
    );
    return rows.map(messageOf).toSorted(byPlace);
  }

  async postpone(message: Message): Promise<void> {
    const { tries, due_at_ms: dueAtMs } = messageColumns(this.#account, message);
    await this.#database.query(
      statement(
        'update {outbox} set tries = ?, due_at_ms = ?, record = ? where account = ? and queue = ? and id = ?',
        tries ?? 0,
        dueAtMs ?? 0,
        writeRecord(message),
        this.#account,
        message.queue,
        message.id,
      ),
    );
  }

  async remove({ queue, id, attempt }: Message, revision = 0): Promise<boolean> {
    const row = [this.#account, queue, id] as const;
    const removed = await this.#database.query(
      statement(
        `delete from {outbox} where account = ? and queue = ? and id = ?
         and not exists (select 1 from {attempts} where account = ? and id = ? and revision < ?) returning id`,
        ...row,
        this.#account,
        attempt ?? '',
        revision,
      ),
    );
    if (removed.length > 0) return true;
    // Either another process has removed it, or it stays.
    const left = await this.#database.query(
      statement('select 1 from {outbox} where account = ? and queue = ? and id = ?', ...row),
    );
    return left.length === 0;
  }

  async upcoming(nowMs: number, limit: number): Promise<readonly Message[]> {
    const rows = await this.#database.query(
      statement(
        `select record from {outbox} where account = ? and created_at_ms > ? and readable_by <= ?
         order by created_at_ms limit ?`,
        this.#account,
        Math.floor(nowMs),
        SCHEMA,
        limit,
      ),
    );
    return rows.map(messageOf).toSorted(byPlace);
  }

  async backlog(nowMs: number): Promise<Backlog> {
    const [row] = await this.#database.query(
      statement(
        'select count(*) as count, min(created_at_ms) as oldest from {outbox} where account = ? and created_at_ms <= ?',
        this.#account,
        Math.floor(nowMs),
      ),
    );
    const oldest = row?.['oldest'] ?? null;
    return { count: Number(row?.['count']), oldestAtMs: oldest === null ? null : Number(oldest) };
  }
}

const messageOf = (row: Row): Message => readMessage(String(row['record']));

/** Messages of one change differ by parts of a millisecond, which only the record has: the column is a whole number. */
const byPlace = (a: Message, b: Message): number => a.createdAtMs - b.createdAtMs;
