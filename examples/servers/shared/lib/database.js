// One SQLite file has the shop's orders and the kit's payments.
import { createRequire } from 'node:module';
import { join } from 'node:path';

let opened;

/** Opened when it is first needed: a build has no database. */
export const database = () => (opened ??= open(process.env.DATABASE_FILE ?? 'shop.sqlite'));

function open(file) {
  // Node 22.13 and newer have SQLite of their own.
  const Database = process.getBuiltinModule?.('node:sqlite')?.DatabaseSync ?? ofPackage();
  const handle = new Database(file);
  // Other processes may write, too; what is written is on the disk before anybody is told.
  handle.exec('pragma busy_timeout = 5000; pragma journal_mode = wal; pragma synchronous = full');
  handle.exec(`create table if not exists orders (
    number integer primary key,
    reference text not null unique,
    total text not null,
    paid_at text
  )`);
  return handle;
}

/** By a name that no bundler follows: where Node has SQLite, the package is not there. */
const ofPackage = () => createRequire(join(process.cwd(), 'package.json'))('better-sqlite3');
