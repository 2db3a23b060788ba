// The dialect of Postgres: a schema of its own, and one statement for each step, so that it works through a pooler.
import type { StoreFault } from '../../payments/ports/store.ts';
import { withRemedy } from '../store-trouble.ts';
import { connectionOf, type Connection, type PostgresClient } from './postgres-client.ts';
import {
  createWording,
  MissingTableError,
  type Outcome,
  type Row,
  type SqlDatabase,
  type Statement,
  type Step,
} from './sql-database.ts';

/** Codes for: no such table, no such schema. */
const MISSING = ['42P01', '3F000'];

const wordingOf = (schema: string) => {
  const words = createWording((word) => {
    if (word === 'now') return '(extract(epoch from clock_timestamp()) * 1000)::bigint';
    if (word.startsWith('time of ')) return `to_timestamp(${word.slice(8)} / 1000.0)`;
    if (word === 'skip locked') return 'for update skip locked';
    return word === 'if first' ? 'where exists (select 1 from first)' : `"${schema}".${word}`;
  });
  return createNumbering(words);
};

/** Replaces each `?` with `$1`, `$2` and so on. */
function createNumbering(words: (text: string) => string): (text: string) => string {
  const known = new Map<string, string>();
  return (text) => {
    let count = 0;
    const numbered = known.get(text) ?? words(text).replaceAll('?', () => `$${(count += 1)}`);
    known.set(text, numbered);
    return numbered;
  };
}

export class PostgresDatabase implements SqlDatabase {
  readonly listens = true;
  readonly #connection: Connection;
  readonly #schema: string;
  readonly #worded: (text: string) => string;

  constructor(client: PostgresClient, schema: string) {
    this.#connection = connectionOf(client);
    this.#schema = schema;
    this.#worded = wordingOf(schema);
  }

  async query({ text, values }: Statement): Promise<readonly Row[]> {
    return explained(() => this.#connection.query(this.#worded(text), values));
  }

  async step({ find, first, after = [], isBrief = false }: Step): Promise<Outcome> {
    const parts = [first, ...after];
    const expressions = parts.map(({ text }, at) => `${at === 0 ? 'first' : `after${at}`} as (${text})`);
    const look = find ? ` union all select 'found', '', found.* from (${find.text}) as found` : '';
    // Only for this transaction, so that it works with every pooler.
    const disk = isBrief ? "(select set_config('synchronous_commit', 'off', true))" : "''";
    const rows = await this.query({
      text: `with ${expressions.join(', ')} select 'wrote' as part, ${disk} as disk, first.* from first${look}`,
      values: [...parts, ...(find ? [find] : [])].flatMap(({ values }) => values),
    });
    const of = (part: string): readonly Row[] => rows.filter((row) => row['part'] === part);
    return { wrote: of('wrote'), found: of('found') };
  }

  async script(text: string): Promise<void> {
    const begun = `create schema if not exists "${this.#schema}";`;
    await explained(() => this.#connection.script(`${begun}${this.#worded(text)}`));
  }

  get #channel(): string {
    return `${this.#schema}_news`;
  }

  listen(heard: (news: string) => void, lost: () => void): Promise<(() => void) | undefined> {
    return this.#connection.listen(this.#channel, heard, lost);
  }

  async tell(news: string): Promise<void> {
    await this.#connection.query('select pg_notify($1, $2)', [this.#channel, news]);
  }

  async examine(): Promise<readonly StoreFault[]> {
    const rows = await this.#connection.query(
      `select name, setting from pg_settings where name in ('server_version_num', 'fsync', 'synchronous_commit')`,
      [],
    );
    return faultsOf(new Map(rows.map((row) => [String(row['name']), String(row['setting'])])));
  }

  async close(): Promise<void> {}
}

async function explained<Value>(work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    throw MISSING.includes((error as { code?: string }).code ?? '') ? new MissingTableError(error) : withRemedy(error);
  }
}

/** The oldest major version that the store supports. */
const OLDEST = 13;

function faultsOf(settings: ReadonlyMap<string, string>): StoreFault[] {
  const faults: StoreFault[] = [];
  const version = Math.floor(Number(settings.get('server_version_num') ?? OLDEST * 10_000) / 10_000);
  if (version < OLDEST) {
    const says = `this is Postgres ${version}: the kit needs ${OLDEST} or newer`;
    faults.push({ fault: 'too_old', says, matters: 'always' });
  }
  if (settings.get('fsync') === 'off') {
    const says = 'its fsync is off: a crash may destroy it. Set fsync = on';
    faults.push({ fault: 'forgets', says, matters: 'in production' });
  } else if (settings.get('synchronous_commit') === 'off') {
    const says = 'its synchronous_commit is off: a crash forgets the last payments. Set synchronous_commit = on';
    faults.push({ fault: 'forgets', says, matters: 'in production' });
  }
  return faults;
}
