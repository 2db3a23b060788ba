import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Pool } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createPostgresStore } from '../src/index.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';

const program = fileURLToPath(new URL('../dist/migrate/main.js', import.meta.url));
const migrate = (...args: readonly string[]) => promisify(execFile)(process.execPath, [program, ...args]);

let server: PostgresServer;
let folder: string;
beforeAll(async () => {
  server = await startPostgres('fsync=off');
  folder = mkdtempSync(join(tmpdir(), 'eximpe-migrate-'));
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

test('makes the tables of a Postgres, in the schema that it is told, and changes nothing the second time', async () => {
  const pool = new Pool({ connectionString: server.url });
  const store = createPostgresStore(pool, { schema: 'payments_of_the_shop' }).ofAccount('one');
  expect(await store.examine()).toContainEqual(expect.objectContaining({ fault: 'not_migrated' }));
  for (let times = 0; times < 2; times += 1) {
    const { stdout } = await migrate('--to', server.url, '--schema', 'payments_of_the_shop');
    expect(stdout).toContain('up to date');
  }
  expect((await store.examine()).map(({ fault }) => fault)).not.toContain('not_migrated');
  await store.ping();
  await pool.end();
});

test('makes a SQLite file, and says in a sentence what is wrong with what it is given', async () => {
  await migrate('--to', join(folder, 'payments.sqlite'));
  await expect(migrate()).rejects.toMatchObject({ code: 2, stderr: expect.stringContaining('Usage') as string });
  const nowhere = join(folder, 'nowhere', 'payments.sqlite');
  await expect(migrate('--to', nowhere)).rejects.toMatchObject({
    code: 1,
    stderr: expect.stringContaining(nowhere) as string,
  });
});

test('any number of processes may do so at once', async () => {
  const pools = Array.from({ length: 6 }, () => new Pool({ connectionString: server.url }));
  const stores = pools.map((pool) => createPostgresStore(pool, { schema: 'at_once' }));
  await Promise.all(stores.map((store) => store.migrate()));
  await stores[0]?.ofAccount('one').ping();
  for (const pool of pools) await pool.end();
});
