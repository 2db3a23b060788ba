// Notes and claims in SQL, timed by the database's clock.
import { randomBytes } from 'node:crypto';
import type { Claim, Note, Notes } from '../../payments/ports/notes.ts';
import { statement, type SqlDatabase, type Statement } from './sql-database.ts';

/** A statement for the second or later place in a step. */
export const writeNotes = (account: string, notes: readonly Note[]): Statement =>
  statement(
    `insert into {notes} (account, key, value, until_ms)
     select * from (values ${notes
       .map(() => '(cast(? as text), cast(? as text), cast(? as text), {now} + cast(? as bigint))')
       .join(', ')}) as given {if first}
     on conflict (account, key) do update set value = excluded.value, until_ms = excluded.until_ms`,
    ...notes.flatMap(({ key, value, ttlMs }) => [account, key, value, Math.ceil(ttlMs)]),
  );

export class SqlNotes implements Notes {
  readonly #database: SqlDatabase;
  readonly #account: string;

  constructor(database: SqlDatabase, account: string) {
    this.#database = database;
    this.#account = account;
  }

  async put(key: string, value: string, ttlMs: number): Promise<void> {
    const { text, values } = writeNotes(this.#account, [{ key, value, ttlMs }]);
    const first = statement(`${text.replace('{if first}', 'where true')} returning key`, ...values);
    await this.#database.step({ first, isBrief: true });
  }

  async get(key: string): Promise<string | undefined> {
    const [row] = await this.#database.query(
      statement('select value from {notes} where account = ? and key = ? and until_ms > {now}', this.#account, key),
    );
    return row && String(row['value']);
  }

  async claim(key: string, ttlMs: number): Promise<Claim | undefined> {
    const token = randomBytes(12).toString('base64url');
    const first = statement(
      `insert into {claims} as held (account, key, token, until_ms) values (?, ?, ?, {now} + cast(? as bigint))
       on conflict (account, key) do update set token = excluded.token, until_ms = excluded.until_ms
       where held.until_ms <= {now} returning token`,
      this.#account,
      key,
      token,
      Math.ceil(ttlMs),
    );
    const { wrote } = await this.#database.step({ first, isBrief: true });
    return wrote.length > 0 ? token : undefined;
  }

  async release(key: string, claim: Claim): Promise<void> {
    await this.#database.query(
      statement('delete from {claims} where account = ? and key = ? and token = ?', this.#account, key, claim),
    );
  }
}
