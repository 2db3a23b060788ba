// If a process or the database server is killed at any point, no acknowledged write is lost, and none is left half done.
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createPostgresStore, createSqliteStore, type Store } from '../src/index.ts';
import { anAttempt } from './attempts.ts';
import { startPostgres, type PostgresServer } from './postgres-server.ts';
import { eventually } from './shop.ts';

interface Writer {
  /** The writes that the store has acknowledged, in this order. */
  readonly wrote: (readonly [what: 'opened' | 'paid', id: string])[];
  kill(): Promise<void>;
}

function startWriter(store: Readonly<Record<string, string>>): Writer {
  const program = fileURLToPath(new URL('./store-writer.mjs', import.meta.url));
  const env = { ...process.env, STORE: JSON.stringify(store), ATTEMPT: JSON.stringify(anAttempt()) };
  const child: ChildProcess = spawn(process.execPath, [program], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  const wrote: (readonly ['opened' | 'paid', string])[] = [];
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => {
    text += chunk.toString();
    const lines = text.split('\n');
    text = lines.pop() ?? '';
    for (const line of lines) wrote.push(line.split(' ') as ['opened' | 'paid', string]);
  });
  const closed = new Promise<void>((resolve) => void child.once('close', () => resolve()));
  const kill = async (): Promise<void> => {
    child.kill('SIGKILL');
    await closed;
  };
  writers.add(kill);
  return { wrote, kill };
}

/** None outlives its test, even if that fails, since it writes forever. */
const writers = new Set<() => Promise<void>>();
afterEach(async () => {
  for (const kill of writers) await kill();
  writers.clear();
});

/** Every acknowledged write is there, and each capture with its message. */
async function expectAllThere(place: Store, { wrote }: Writer): Promise<void> {
  const store = place.ofAccount('one');
  expect(wrote.length).toBeGreaterThan(0);
  for (const [what, id] of wrote) {
    const attempt = await store.find(id);
    expect(attempt, `${what} ${id}`).toMatchObject(what === 'paid' ? { id, revision: 2 } : { id });
    const waiting = await store.waiting(`checkout:${attempt?.checkout}`);
    expect(waiting).toHaveLength(attempt?.status === 'successful' ? 1 : 0);
  }
  expect((await store.backlog(Date.now())).count).toBeGreaterThanOrEqual(
    wrote.filter(([what]) => what === 'paid').length,
  );
}

/** Acknowledged writes, each of which waits for the disk: several by each concurrent writer, so that the kill happens while all of them write. */
const SOME = 12;

const folder = mkdtempSync(join(tmpdir(), 'eximpe-crashes-'));
let server: PostgresServer;
beforeAll(async () => {
  server = await startPostgres();
});
afterAll(async () => {
  await server.stop();
  rmSync(folder, { recursive: true });
});

const PLACES = {
  sqlite: () => {
    const file = join(folder, 'payments.sqlite');
    return { store: { sqlite: file }, open: () => createSqliteStore(file), end: async () => undefined };
  },
  postgres: () => {
    const pool = new Pool({ connectionString: server.url });
    return { store: { postgres: server.url }, open: () => createPostgresStore(pool), end: () => pool.end() };
  },
} as const;

describe.each(Object.keys(PLACES) as (keyof typeof PLACES)[])('%s', (kind) => {
  test('if one of two processes is killed, every acknowledged write of both is there, and the other goes on', async () => {
    const { store, open, end } = PLACES[kind]();
    const [a, b] = [startWriter(store), startWriter(store)];
    await eventually(() => a.wrote.length > SOME && b.wrote.length > SOME);
    await a.kill();
    const before = b.wrote.length;
    await eventually(() => b.wrote.length > before + SOME);
    await b.kill();
    const place = open();
    await expectAllThere(place, a);
    await expectAllThere(place, b);
    await place.close();
    await end();
  });
});

test('if the Postgres server is killed, every acknowledged write is there after a restart, and the process goes on', async () => {
  const { store, open, end } = PLACES.postgres();
  const writer = startWriter(store);
  await eventually(() => writer.wrote.length > SOME);
  await server.kill();
  const before = writer.wrote.length;
  await server.start();
  await eventually(() => writer.wrote.length > before + SOME);
  await writer.kill();
  const place = open();
  await expectAllThere(place, writer);
  await place.close();
  await end();
});
