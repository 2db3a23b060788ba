// What the SQL stores need from a database: statements that both dialects know, and functions that each dialect does in its own way.
import type { StoreFault } from '../../payments/ports/store.ts';

export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

export interface Statement {
  /** `{attempts}` stands for a table of ours, `{now}` for the database's time in milliseconds since 1970, `?` for each value. */
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Several statements that run as one: all of them or none, and nobody sees a part of them. */
export interface Step {
  /** Reads the state before the step. It has the same columns as `first` returns. */
  readonly find?: Statement;
  /** A write that returns each row that it wrote. */
  readonly first: Statement;
  /** Further writes, done only if `first` wrote: each has `{if first}` in place of its condition. */
  readonly after?: readonly Statement[];
  /** Not worth a wait for the disk: a power cut may lose it, but a crash of the process may not. */
  readonly isBrief?: boolean;
}

export interface Outcome {
  readonly wrote: readonly Row[];
  readonly found: readonly Row[];
}

export interface SqlDatabase {
  /** Whether the database can tell other processes about writes; if not, waiting requests look for them. */
  readonly listens: boolean;
  /** One statement, atomic by itself, in one round trip. Whole numbers may come back as text. */
  query(statement: Statement): Promise<readonly Row[]>;
  /** In one round trip. */
  step(step: Step): Promise<Outcome>;
  /** Statements without values, all of them or none. `{time of x}` is the column x, which holds milliseconds, as a time. */
  script(text: string): Promise<void>;
  /**
   * Calls `heard` with news from any process, and `lost` once it no longer can. Resolves once it listens, with the
   * function that ends it; with undefined when there is no spare connection for it.
   */
  listen(heard: (news: string) => void, lost: () => void): Promise<(() => void) | undefined>;
  /** Tells all processes that listen, this one too. */
  tell(news: string): Promise<void>;
  /** Faults of the database that break the promises of a store. */
  examine(): Promise<readonly StoreFault[]>;
  close(): Promise<void>;
}

/** The error of a database whose tables do not exist. */
export class MissingTableError extends Error {
  override readonly name = 'MissingTableError';
  constructor(cause: unknown) {
    super(
      'the tables of the store do not exist: run `npx -p @eximpe/server-kit eximpe-migrate --to …`, or await store.migrate() at startup',
      { cause },
    );
  }
}

/** Makes a function that replaces each `{word}` of a text with `of(word)`. Each result is kept: there must be few texts. */
export function createWording(of: (word: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const worded = text.replaceAll(/\{([a-z0-9_ ]+)\}/g, (_, word: string) => of(word));
    known.set(text, worded);
    return worded;
  };
}

export const statement = (text: string, ...values: readonly SqlValue[]): Statement => ({ text, values });

/** `?` for each value, with the type of its column: a database can't infer this in rows that a statement builds. */
export const placeholders = (columns: Readonly<Record<string, SqlValue>>): string =>
  Object.keys(columns).map(placeholder).join(', ');

export function placeholder(column: string): string {
  const typed = `cast(? as ${isNumeric(column) ? 'bigint' : 'text'})`;
  return FROM_NOW.has(column) ? `{now} + ${typed}` : typed;
}

/** Columns whose values count from the database's present time. */
const FROM_NOW: ReadonlySet<string> = new Set(['rest_at_ms']);

const isNumeric = (column: string): boolean => column.endsWith('_ms') || NUMERIC.has(column);
const NUMERIC: ReadonlySet<string> = new Set(['revision', 'readable_by', 'tries', 'points', 'used']);

/** `?, ?, ?` */
export const list = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
