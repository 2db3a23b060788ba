// The store that a process of a test is told to use, by the variable STORE: `{ "redis": port }`, `{ "sqlite": file }` or `{ "postgres": url }`.
import { Redis } from 'ioredis';
import { Pool } from 'pg';

/** This build of the kit, or another. */
export const kit = await import(process.env.KIT ?? '../dist/index.js');

const KINDS = {
  redis: (port) => kit.createRedisStore(new Redis(port)),
  sqlite: (file) => kit.createSqliteStore(file),
  postgres: (url) => kit.createPostgresStore(new Pool({ connectionString: url })),
};

/** Its tables are there. */
export async function openStore() {
  const [[kind, where]] = Object.entries(JSON.parse(process.env.STORE));
  const store = KINDS[kind](where);
  await store.migrate?.();
  return store;
}
