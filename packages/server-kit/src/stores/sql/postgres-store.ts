// Stores payments in Postgres, for any number of processes and machines, beside the shop's own tables.
import { EximpeKitError } from '../../errors/kit-error.ts';
import type { PostgresClient } from './postgres-client.ts';
import { PostgresDatabase } from './postgres-database.ts';
import { SqlStore, type SqlStoreOptions } from './sql-store.ts';

export interface PostgresStoreOptions extends SqlStoreOptions {
  /** Schema of the kit's own tables; lower-case letters, digits and `_`. Default `eximpe`. */
  readonly schema?: string;
}

/**
 * Payments in Postgres. Create the tables with `await store.migrate()`, or with
 * `npx -p @eximpe/server-kit eximpe-migrate --to postgres://…`. Works through a pooler in transaction mode.
 * @param client a `Pool` of pg, or a client of postgres.js; it stays yours, and `close()` leaves it open
 * Throws an EximpeKitError for another client, or an invalid name of a schema.
 */
export function createPostgresStore(
  client: PostgresClient,
  { schema = 'eximpe', ...options }: PostgresStoreOptions = {},
): SqlStore {
  if (!/^[a-z_][a-z0-9_]{0,40}$/.test(schema)) {
    throw new EximpeKitError(
      'EXIMPE_STORE_UNUSABLE',
      `schema must be a name of at most 41 lower-case letters, digits and _; got ${JSON.stringify(schema)}`,
    );
  }
  return new SqlStore(new PostgresDatabase(client, schema), options);
}
