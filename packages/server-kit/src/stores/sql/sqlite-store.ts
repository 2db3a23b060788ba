// Stores payments in a SQLite file: for shops on one machine. Any number of its processes may share the file.
import { EximpeKitError } from '../../errors/kit-error.ts';
import { migrating } from './migrations.ts';
import { createSqliteDatabase, setUpFile } from './sqlite-database.ts';
import { openSqlite, type SqliteHandle } from './sqlite-driver.ts';
import { troubleOf } from '../store-trouble.ts';
import { SqlStore, type SqlStoreOptions } from './sql-store.ts';

export type SqliteStoreOptions = SqlStoreOptions;

/**
 * Payments in a SQLite file. The store creates the file if it does not exist, and creates and updates its tables itself. An
 * acknowledged payment is on the disk. Not for network file systems: several machines need Postgres or Redis.
 * @param file path of the file, or a database of `node:sqlite` or better-sqlite3, which stays yours: its settings are left as they
 * are, and `close()` leaves it open. While you have a transaction open on it, the store's writes wait, for two seconds at most.
 * Throws an EximpeKitError when this Node has no SQLite and better-sqlite3 is not installed, or when the file can't be opened.
 */
export function createSqliteStore(file: string | SqliteHandle, options: SqliteStoreOptions = {}): SqlStore {
  if (typeof file !== 'string') {
    const given = file as Partial<SqliteHandle> | undefined | null;
    if (typeof given?.prepare === 'function' && typeof given.exec === 'function') {
      return new SqlStore(migrating(createSqliteDatabase(file, false)), options);
    }
    throw new EximpeKitError(
      'EXIMPE_STORE_UNUSABLE',
      'createSqliteStore needs the path of a file, or a database of node:sqlite or better-sqlite3',
    );
  }
  let handle: SqliteHandle;
  try {
    handle = openSqlite(file);
    setUpFile(handle);
  } catch (error) {
    if (error instanceof EximpeKitError) throw error;
    const message = `the SQLite file ${file} can't be opened: ${troubleOf(error)}`;
    throw new EximpeKitError('EXIMPE_STORE_UNUSABLE', message, { cause: error });
  }
  return new SqlStore(migrating(createSqliteDatabase(handle, true)), options);
}
