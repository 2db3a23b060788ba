// The database itself: whether it can be reached, its clock, and the faults of it or its tables that break the promises of a store.
import type { StoreFault, StorePlace } from '../../payments/ports/store.ts';
import { migratedTo, MIGRATIONS } from './migrations.ts';
import { statement, type SqlDatabase } from './sql-database.ts';

/** The database's clock, in milliseconds since 1970. */
export async function timeOf(database: SqlDatabase): Promise<number> {
  const [row] = await database.query(statement('select {now} as ms'));
  return Number(row?.['ms']);
}

export class SqlPlace implements StorePlace {
  readonly durable = true;
  readonly #database: SqlDatabase;

  constructor(database: SqlDatabase) {
    this.#database = database;
  }

  async ping(): Promise<void> {
    await this.#database.query(statement('select 1 as one from {attempts} limit 1'));
  }

  time(): Promise<number> {
    return timeOf(this.#database);
  }

  async examine(): Promise<readonly StoreFault[]> {
    const faults = await this.#database.examine();
    const version = await migratedTo(this.#database);
    if (version >= MIGRATIONS.length) return faults;
    const says = `its tables are at step ${version} of ${MIGRATIONS.length}: run \`npx -p @eximpe/server-kit eximpe-migrate --to …\`, or await store.migrate() at startup`;
    return [...faults, { fault: 'not_migrated', says, matters: 'always' }];
  }

  /** A write is on the disk when it is acknowledged. */
  async secure(): Promise<boolean> {
    return false;
  }
}
