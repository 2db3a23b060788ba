// Counters for rate limits in SQL: all looks and counts of one payment are one step.
import type { Count, RateLimits, Use } from '../../payments/ports/rate-limits.ts';
import { list, statement, type Row, type SqlDatabase, type SqlValue, type Statement } from './sql-database.ts';

const SEEN_COLUMNS = 'key, used, until_ms - {now} as left_ms, seen';

export class SqlCounters implements RateLimits {
  readonly #database: SqlDatabase;
  readonly #account: string;

  constructor(database: SqlDatabase, account: string) {
    this.#database = database;
    this.#account = account;
  }

  async count(uses: readonly Use[]): Promise<readonly Count[]> {
    const [now, later] = withoutRepeats(uses);
    const counts = await this.#count(now);
    return later.length === 0 ? counts : [...counts, ...(await this.count(later))];
  }

  async #count(uses: readonly Use[]): Promise<readonly Count[]> {
    const [looks, counted] = [uses.filter(isLook), uses.filter((use) => !isLook(use))];
    const find = this.#find(uses);
    const { wrote, found } =
      counted.length === 0
        ? { wrote: [], found: await this.#database.query(find) }
        : await this.#database.step({ first: this.#add(counted, looks), find, isBrief: true });
    return uses.map((use) => {
      const row = isLook(use) ? undefined : rowOf(wrote, use);
      return row ? usedBy(use, row) : lookedAt(use, rowOf(found, use));
    });
  }

  #find(uses: readonly Use[]): Statement {
    return statement(
      `select ${SEEN_COLUMNS} from {counters} where account = ? and key in (${list(uses)}) and until_ms > {now}`,
      this.#account,
      ...uses.map(keyOf),
    );
  }

  /** Always in the same order, so that no two statements wait for each other. */
  #add(uses: readonly Use[], looks: readonly Use[]): Statement {
    const rows = uses.map((use) => this.#rowOf(use)).toSorted((a, b) => (a.key < b.key ? -1 : 1));
    const columns = Object.keys(rows[0] ?? {}).join(', ');
    const isFull = looks.map(() => '(key = ? and used >= ?)').join(' or ') || 'false';
    return statement(
      `insert into {counters} as held (${columns})
       select * from (values ${rows.map(() => ROW).join(', ')}) as given
       where not exists (select 1 from {counters} where account = ? and until_ms > {now} and (${isFull}))
       on conflict (account, key) do update set points = excluded.points,
         used = case when held.until_ms <= {now} then 1 when ${HAS_COME} then held.used else held.used + 1 end,
         seen = case when held.until_ms <= {now} then excluded.seen
           when ${HAS_COME} or held.used >= excluded.points then held.seen else held.seen || excluded.seen end,
         until_ms = case when held.until_ms <= {now} then excluded.until_ms else held.until_ms end
       returning ${SEEN_COLUMNS}`,
      ...rows.flatMap((row) => Object.values(row)),
      this.#account,
      ...looks.flatMap((look): SqlValue[] => [keyOf(look), look.limit.points]),
    );
  }

  #rowOf(use: Use) {
    const { points, seconds } = use.limit;
    return { account: this.#account, key: keyOf(use), points, used: 1, until_ms: seconds * 1_000, seen: textOf(use) };
  }
}

/** The values of one row from `#rowOf`. */
const ROW =
  '(cast(? as text), cast(? as text), cast(? as bigint), cast(? as bigint), {now} + cast(? as bigint), cast(? as text))';

/** Whether the text of a `once` use came before, in SQL that both dialects know. */
const HAS_COME = "(excluded.seen <> '' and replace(held.seen, excluded.seen, '') <> held.seen)";

const isLook = (use: Use): boolean => use.counts === 'look';
const keyOf = ({ name, key }: Use): string => `${name}:${key}`;
const rowOf = (rows: readonly Row[], use: Use): Row | undefined => rows.find((row) => row['key'] === keyOf(use));

/** The text as it is stored with others: between spaces, with none inside. Empty for a use that counts each time. */
const textOf = ({ counts }: Use): string => (typeof counts === 'object' ? ` ${encodeURIComponent(counts.once)} ` : '');

/** One statement can write a counter only once: a use that repeats a counter goes into the next statement. */
function withoutRepeats(uses: readonly Use[]): readonly [readonly Use[], readonly Use[]] {
  const keys = new Set<string>();
  const at = uses.findIndex((use) => {
    const isRepeat = !isLook(use) && keys.has(keyOf(use));
    if (!isLook(use)) keys.add(keyOf(use));
    return isRepeat;
  });
  return at === -1 ? [uses, []] : [uses.slice(0, at), uses.slice(at)];
}

const leftOf = (row: Row): number => Math.max(1, Number(row['left_ms']));

function usedBy(use: Use, row: Row): Count {
  const used = Number(row['used']);
  const text = textOf(use);
  const isWithin = used <= use.limit.points || (text !== '' && String(row['seen']).includes(text));
  return { used, waitMs: isWithin ? 0 : leftOf(row) };
}

function lookedAt(use: Use, row: Row | undefined): Count {
  if (!row) return { used: 0, waitMs: 0 };
  const used = Number(row['used']);
  return { used, waitMs: used < use.limit.points ? 0 : leftOf(row) };
}
