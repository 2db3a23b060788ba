// The store at an address, through the client that the shop has installed.
import { installed } from '../installed.ts';
import type { PgPool, PostgresJs } from '../stores/sql/postgres-client.ts';
import { createPostgresStore } from '../stores/sql/postgres-store.ts';
import type { SqlStore } from '../stores/sql/sql-store.ts';
import { createSqliteStore } from '../stores/sql/sqlite-store.ts';

export interface StoreAt {
  readonly store: SqlStore;
  /** Closes the store, and the connections that were made for it. */
  readonly close: () => Promise<void>;
}

type Pg = { Pool: new (options: { connectionString: string }) => PgPool & { end(): Promise<void> } };
type OpenPostgresJs = (url: string, options: object) => PostgresJs & { end(): Promise<void> };

/**
 * @param address `postgres://…`, or the path of a SQLite file
 * @param schema of the tables in Postgres
 * Throws an Error that says what to install.
 */
export function storeAt(address: string, schema: string | undefined): StoreAt {
  const [, scheme] = /^(\w+):\/\//.exec(address) ?? [];
  if (scheme?.startsWith('redis')) throw new Error('eximpe-migrate moves from Redis, but not to it');
  if (scheme === undefined || scheme === 'sqlite') {
    const store = createSqliteStore(address.replace(/^sqlite:(?:\/\/)?/, ''));
    return { store, close: () => store.close() };
  }
  if (scheme !== 'postgres' && scheme !== 'postgresql') {
    throw new Error(`eximpe-migrate does not support ${scheme}: use postgres://… or the path of a SQLite file`);
  }
  const client = postgresClient(address);
  const store = createPostgresStore(client, schema === undefined ? {} : { schema });
  return {
    store,
    async close() {
      await store.close();
      await client.end();
    },
  };
}

function postgresClient(url: string): (PgPool | PostgresJs) & { end(): Promise<void> } {
  const pg = installed('pg') as Pg | undefined;
  if (pg) return new pg.Pool({ connectionString: url });
  const postgres = installed('postgres') as OpenPostgresJs | undefined;
  if (postgres) return postgres(url, { onnotice: () => undefined });
  throw new Error("there is no Postgres client here: run `npm install pg` in your shop's folder");
}
