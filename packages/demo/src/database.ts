// The database of orders and payments: one SQLite file, or Postgres.
import { REPLAY_WINDOW_SECONDS } from '@eximpe/card-server/hooks';
import { createPostgresStore, createSqliteStore, type Store } from '@eximpe/server-kit';
import Sqlite from 'better-sqlite3';
import pg from 'pg';
import type { OrderTable } from './orders.ts';

/** The names of requests that the shop has accepted. */
export interface RequestTable {
  /** False the second time; a name is forgotten once its request is too old to be accepted anyway. */
  isNew(request: string): Promise<boolean>;
}

export interface Database {
  readonly store: Store;
  readonly orders: OrderTable;
  readonly requests: RequestTable;
  /** Call it after the store is closed. */
  close(): Promise<void>;
}

/** Twice as long as a signature is valid. */
const REMEMBERED_SECONDS = 2 * REPLAY_WINDOW_SECONDS;
const nowSeconds = (): number => Math.floor(Date.now() / 1_000);

/** @param place path of a SQLite file, `:memory:`, or `postgres://…`; tables are created when missing */
export const openDatabase = (place: string): Promise<Database> =>
  /^postgres(?:ql)?:/.test(place) ? openPostgres(place) : openSqlite(place);

async function openSqlite(file: string): Promise<Database> {
  const database = new Sqlite(file);
  // Data is on the disk before anybody is told.
  database.pragma('journal_mode = WAL');
  database.pragma('synchronous = FULL');
  database.exec('create table if not exists orders (reference text primary key, json text not null)');
  database.exec('create table if not exists requests (name text primary key, taken_at integer not null)');
  const write = database.prepare(
    'insert into orders values (?, ?) on conflict (reference) do update set json = excluded.json',
  );
  const read = database.prepare<[string], { json: string }>('select json from orders where reference = ?');
  const trim = database.prepare(
    'delete from orders where rowid <= (select rowid from orders order by rowid desc limit 1 offset ?)',
  );
  const forget = database.prepare('delete from requests where taken_at < ?');
  const take = database.prepare('insert or ignore into requests values (?, ?)');
  return {
    store: createSqliteStore(database),
    orders: {
      write: async (reference, json) => void write.run(reference, json),
      read: async (reference) => read.get(reference)?.json,
      trim: async (most) => void trim.run(most),
    },
    requests: {
      async isNew(request) {
        forget.run(nowSeconds() - REMEMBERED_SECONDS);
        return take.run(request, nowSeconds()).changes === 1;
      },
    },
    close: async () => void database.close(),
  };
}

async function openPostgres(url: string): Promise<Database> {
  const pool = new pg.Pool({ connectionString: url });
  // An idle connection that breaks must not end the process.
  pool.on('error', () => undefined);
  const store = createPostgresStore(pool);
  try {
    await store.migrate();
    await pool.query(
      'create table if not exists demo_orders (number bigserial primary key, reference text not null unique, json text not null)',
    );
    await pool.query('create table if not exists demo_requests (name text primary key, taken_at bigint not null)');
  } catch (error) {
    const { message, code } = error as NodeJS.ErrnoException;
    // If a host has several addresses and none answers, the error has only a code.
    throw new Error(`Postgres of DEMO_DATABASE: ${message || code}`, { cause: error });
  }
  return {
    store,
    orders: {
      async write(reference, json) {
        await pool.query(
          'insert into demo_orders (reference, json) values ($1, $2) on conflict (reference) do update set json = excluded.json',
          [reference, json],
        );
      },
      async read(reference) {
        const { rows } = await pool.query<{ json: string }>('select json from demo_orders where reference = $1', [
          reference,
        ]);
        return rows[0]?.json;
      },
      async trim(most) {
        // It counts orders: writing an order again uses up a number, so some numbers belong to no order.
        await pool.query(
          'delete from demo_orders where number <= (select number from demo_orders order by number desc limit 1 offset $1)',
          [most],
        );
      },
    },
    requests: {
      async isNew(request) {
        await pool.query('delete from demo_requests where taken_at < $1', [nowSeconds() - REMEMBERED_SECONDS]);
        const { rowCount } = await pool.query('insert into demo_requests values ($1, $2) on conflict do nothing', [
          request,
          nowSeconds(),
        ]);
        return rowCount === 1;
      },
    },
    close: () => pool.end(),
  };
}
