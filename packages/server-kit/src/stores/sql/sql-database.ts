// What the SQL stores ask of a database: statements that both dialects know, and what each dialect does in a way of its own.
import type { StoreFault } from '../../payments/ports/store.ts';

export type SqlValue = string | number | null;
export type Row = Readonly<Record<string, unknown>>;

export interface Statement {
  /** `{attempts}` stands for a table of ours, `{now}` for the database's time in milliseconds since 1970, `?` for each value. */
  readonly text: string;
  readonly values: readonly SqlValue[];
}

/** Several statements, carried out as one: all of them or none, and nobody sees half of it. */
export interface Step {
  /** Looks at how things were before the step. Its columns are those that `first` returns. */
  readonly find?: Statement;
  /** A write that returns a row for each that it wrote. */
  readonly first: Statement;
  /** Further writes, done only where `first` wrote: each has `{if first}` in place of its condition. */
  readonly after?: readonly Statement[];
  /** Worth less than a wait for the disk: a power cut may forget it, a crash of the process may not. */
  readonly isBrief?: boolean;
}

export interface Outcome {
  readonly wrote: readonly Row[];
  readonly found: readonly Row[];
}

export interface SqlDatabase {
  /** Whether other processes can be told of writes; where not, whoever waits looks for them. */
  readonly listens: boolean;
  /** One statement, atomic by itself, in one round trip. Whole numbers may come back as text. */
  query(statement: Statement): Promise<readonly Row[]>;
  /** In one round trip. */
  step(step: Step): Promise<Outcome>;
  /** Statements without values, all of them or none. `{time of x}` stands for the column x of milliseconds as a time. */
  script(text: string): Promise<void>;
  /**
   * Calls `heard` with what any process tells, and `lost` once it does so no longer. Resolves once it listens, with what ends it;
   * with undefined where there is no connection to spare for it.
   */
  listen(heard: (news: string) => void, lost: () => void): Promise<(() => void) | undefined>;
  /** Tells all processes that listen, this one too. */
  tell(news: string): Promise<void>;
  /** What about the place breaks what a store promises. */
  examine(): Promise<readonly StoreFault[]>;
  close(): Promise<void>;
}

/** What a database whose tables are not there answers. */
export class MissingTableError extends Error {
  override readonly name = 'MissingTableError';
  constructor(cause: unknown) {
    super(
      'the tables of the store are not there: run `npx -p @eximpe/server-kit eximpe-migrate --to …`, or await store.migrate() at the start',
      { cause },
    );
  }
}

/** The text with each `{word}` as `of` has it. Texts are few, and each is written out once. */
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

/** `?` for each value, of the type that its column has: what a database can't tell by itself where rows are made up. */
export const placeholders = (columns: Readonly<Record<string, SqlValue>>): string =>
  Object.keys(columns)
    .map((name) => `cast(? as ${isNumeric(name) ? 'bigint' : 'text'})`)
    .join(', ');

const isNumeric = (column: string): boolean => column.endsWith('_ms') || NUMERIC.has(column);
const NUMERIC: ReadonlySet<string> = new Set(['revision', 'readable_by', 'tries', 'points', 'used']);

/** `?, ?, ?` */
export const list = (values: readonly unknown[]): string => values.map(() => '?').join(', ');
