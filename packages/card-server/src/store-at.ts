// The store at an address, with the connections that it needs.
import { createPostgresStore, createRedisStore, createSqliteStore, type Store } from '@eximpe/server-kit';
import { Redis } from 'ioredis';
import pg from 'pg';

export interface StoreAt {
  readonly store: Store;
  /** Brings its tables up to date; any number of processes may do so at once. Rejects while the store can't be reached. */
  prepare(): Promise<void>;
  /** Ends the connections; close the store itself first. */
  close(): Promise<void>;
}

/** @param url `postgres://…`, `redis://…`, `rediss://…`, or `sqlite:` with the path of a file */
export function storeAt(url: string): StoreAt {
  if (url.startsWith('sqlite:')) {
    return { store: createSqliteStore(url.replace(/^sqlite:(?:\/\/)?/, '')), prepare: nothing, close: nothing };
  }
  if (/^rediss?:/.test(url)) {
    const client = new Redis(url);
    // Each call to the store gets its own error; without this listener, every failed reconnection would be printed.
    client.on('error', () => undefined);
    return { store: createRedisStore(client), prepare: nothing, close: async () => client.disconnect() };
  }
  const pool = new pg.Pool({ connectionString: url });
  // The end of an idle connection must not end the process.
  pool.on('error', () => undefined);
  const store = createPostgresStore(pool);
  return { store, prepare: () => store.migrate(), close: () => pool.end() };
}

const nothing = async (): Promise<void> => undefined;
