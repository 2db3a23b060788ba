// A pool of pg and a client of postgres.js, behind one interface.
import { EximpeKitError } from '../../errors/kit-error.ts';
import type { Row, SqlValue } from './sql-database.ts';

/** The part of pg's `Pool` that we use. */
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

/** The part of a postgres.js client that we use. */
export interface PostgresJs {
  unsafe(
    text: string,
    values?: SqlValue[],
    options?: { prepare: boolean },
  ): PromiseLike<unknown> & { simple(): PromiseLike<unknown> };
  listen(channel: string, heard: (news: string) => void, listens?: () => void): Promise<{ unlisten(): Promise<void> }>;
}

/** One of them listens while requests wait. */
const LEAST_CONNECTIONS = 2;

export type PostgresClient = PgPool | PostgresJs;

export interface Connection {
  query(text: string, values: readonly SqlValue[]): Promise<readonly Row[]>;
  /** Several statements without values, in one transaction. */
  script(text: string): Promise<void>;
  /** Listens on its own session until the returned function is called; undefined when there is no spare session. */
  listen(channel: string, heard: (news: string) => void, lost: () => void): Promise<(() => void) | undefined>;
}

/** Throws an EximpeKitError for any other client. */
export function connectionOf(client: PostgresClient): Connection {
  const given = client as Partial<PgPool & PostgresJs> | undefined | null;
  if (typeof given?.unsafe === 'function') return ofPostgresJs(client as PostgresJs);
  if (typeof given?.query === 'function' && typeof given.connect === 'function') return ofPg(client as PgPool);
  throw new EximpeKitError(
    'EXIMPE_STORE_UNUSABLE',
    'createPostgresStore needs a pool, `new Pool({ connectionString })` from "pg", or a postgres.js client, `postgres(url)`',
  );
}

function ofPg(pool: PgPool): Connection {
  // Without this listener, a server restart would end our process. The loss of an idle connection does no harm: the pool makes another.
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
      // postgres.js listens again by itself after a lost connection.
      const listening = await sql.listen(channel, heard);
      return () => void listening.unlisten().catch(() => undefined);
    },
  };
}
