// A pool of pg and a client of postgres.js, seen alike.
import { EximpeKitError } from '../../errors/kit-error.ts';
import type { Row, SqlValue } from './sql-database.ts';

/** What is used of a `Pool` of pg. */
export interface PgPool {
  query(asked: { text: string; values?: SqlValue[]; name?: string }): Promise<{ rows: unknown[] }>;
  connect(): Promise<PgSession>;
  on(event: 'error', listener: (error: Error) => void): unknown;
  readonly options?: { readonly max?: number };
}

export interface PgSession {
  query(text: string): Promise<unknown>;
  on(event: string, listener: (...args: never[]) => void): unknown;
  release(destroys?: boolean): void;
}

/** What is used of a client of postgres.js. */
export interface PostgresJs {
  unsafe(
    text: string,
    values?: SqlValue[],
    options?: { prepare: boolean },
  ): PromiseLike<unknown> & { simple(): PromiseLike<unknown> };
  listen(channel: string, heard: (news: string) => void, listens?: () => void): Promise<{ unlisten(): Promise<void> }>;
}

/** One of them listens for as long as somebody waits. */
const LEAST_CONNECTIONS = 2;

export type PostgresClient = PgPool | PostgresJs;

export interface Connection {
  query(text: string, values: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Several statements without values, in one transaction. */
  script(text: string): Promise<void>;
  /** On a session of its own, until what it resolves with is called; undefined where there is none to spare. */
  listen(channel: string, heard: (news: string) => void, lost: () => void): Promise<(() => void) | undefined>;
}

/** Throws an EximpeKitError for what is neither. */
export function connectionOf(client: PostgresClient): Connection {
  const given = client as Partial<PgPool & PostgresJs> | undefined | null;
  if (typeof given?.unsafe === 'function') return ofPostgresJs(client as PostgresJs);
  if (typeof given?.query === 'function' && typeof given.connect === 'function') return ofPg(client as PgPool);
  throw new EximpeKitError(
    'EXIMPE_STORE_UNUSABLE',
    'createPostgresStore takes a pool, `new Pool({ connectionString })` from "pg", or a client of postgres.js, `postgres(url)`',
  );
}

function ofPg(pool: PgPool): Connection {
  // Without a listener, a server that restarts ends the process: an idle connection is not missed, the pool makes another.
  pool.on('error', () => undefined);
  return {
    async query(text, values) {
      return (await pool.query({ text, values: [...values] })).rows as Row[];
    },
    async script(text) {
      await pool.query({ text });
    },
    async listen(channel, heard, lost) {
      if ((pool.options?.max ?? LEAST_CONNECTIONS) < LEAST_CONNECTIONS) return undefined;
      const session = await pool.connect();
      let isOver = false;
      const end = (): void => {
        if (isOver) return;
        isOver = true;
        session.release(true);
        lost();
      };
      session.on('error', end);
      session.on('end', end);
      session.on('notification', (news: { payload?: string }) => heard(news.payload ?? ''));
      try {
        await session.query(`listen "${channel}"`);
      } catch (error) {
        end();
        throw error;
      }
      return end;
    },
  };
}

function ofPostgresJs(sql: PostgresJs): Connection {
  return {
    async query(text, values) {
      return (await sql.unsafe(text, [...values], { prepare: false })) as Row[];
    },
    async script(text) {
      await sql.unsafe(text).simple();
    },
    async listen(channel, heard) {
      // It listens again by itself.
      const listening = await sql.listen(channel, heard);
      return () => void listening.unlisten().catch(() => undefined);
    },
  };
}
