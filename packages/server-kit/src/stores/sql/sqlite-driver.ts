// Opens SQLite with Node's own module, or with better-sqlite3 if Node has none, behind one small interface.
import { EximpeKitError } from '../../errors/kit-error.ts';
import { installed } from '../../installed.ts';
import type { SqlValue } from './sql-database.ts';

export interface SqliteStatement {
  all(...values: SqlValue[]): unknown[];
  run(...values: SqlValue[]): unknown;
}

/** The part of `DatabaseSync` in `node:sqlite`, and of `Database` in better-sqlite3, that we use. */
export interface SqliteHandle {
  exec(text: string): unknown;
  prepare(text: string): SqliteStatement;
  close(): unknown;
}

type Open = (file: string) => SqliteHandle;

/** Throws an EximpeKitError that says what to install. */
export function openSqlite(file: string): SqliteHandle {
  return (ofNode() ?? ofPackage())(file);
}

function ofNode(): Open | undefined {
  // Loaded this way because a bundler would look for a package with this name, and Node 20 has no such module.
  const sqlite = process.getBuiltinModule?.('node:sqlite') as
    | { DatabaseSync: new (file: string) => SqliteHandle }
    | undefined;
  return sqlite && ((file) => new sqlite.DatabaseSync(file));
}

function ofPackage(): Open {
  const Database = installed('better-sqlite3') as (new (file: string) => SqliteHandle) | undefined;
  if (Database) return (file) => new Database(file);
  throw new EximpeKitError(
    'EXIMPE_STORE_UNUSABLE',
    `this Node (${process.version}) has no built-in SQLite: run \`npm install better-sqlite3@12\`, or use Node 22.13 or newer`,
  );
}
