// A whole store in one table of a SQL database, here SQLite.
import { createKeyValueStore } from '@eximpe/server-kit';

/** @param database of node:sqlite or better-sqlite3 */
export function createTableStore(database) {
  database.exec('create table if not exists payments (key text primary key, value text not null) without rowid');
  const find = database.prepare('select value from payments where key = ?');
  const range = database.prepare('select key, value from payments where key >= ? and key < ? order by key limit ?');
  const put = database.prepare(
    'insert into payments values (?, ?) on conflict (key) do update set value = excluded.value',
  );
  const remove = database.prepare('delete from payments where key = ?');
  const valueOf = (key) => find.get(key)?.value ?? null;

  return createKeyValueStore(
    {
      async get(keys) {
        return keys.map(valueOf);
      },

      async list(from, to, limit) {
        return range.all(from, to, limit).map(({ key, value }) => [key, value]);
      },

      async write(expected, changes) {
        database.exec('begin immediate');
        try {
          const isAsExpected = expected.every(([key, value]) => valueOf(key) === value);
          for (const [key, value] of isAsExpected ? changes : []) {
            if (value === null) remove.run(key);
            else put.run(key, value);
          }
          database.exec('commit');
          return isAsExpected;
        } catch (error) {
          database.exec('rollback');
          throw error;
        }
      },
    },
    { durable: true, close: async () => database.close() },
  );
}
