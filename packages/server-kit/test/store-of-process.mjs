// The store for a test's process, from the variable STORE: `{ "redis": port }`, `{ "sqlite": file }` or `{ "postgres": url }`.
import { Redis } from 'ioredis';
import { Pool } from 'pg';

/** This build of the kit or another one. */
export const kit = await import(process.env.KIT ?? '../dist/index.js');

const KINDS = {
  redis: (port) => kit.createRedisStore(new Redis(port)),
  sqlite: (file) => kit.createSqliteStore(file),
  postgres: (url) => kit.createPostgresStore(new Pool({ connectionString: url })),
};

/** Its tables exist. */
export async function openStore() {
  const [[kind, where]] = Object.entries(JSON.parse(process.env.STORE));
  const store = KINDS[kind](where);
  await store.migrate?.();
  return store;
}
