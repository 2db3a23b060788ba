// Reads everything in a SQL store from end to end, and takes in records of another store.
import type { Attempt } from '../../payments/attempt/attempt.ts';
import type { Bar } from '../../payments/ports/attempts.ts';
import type { AccountStore } from '../../payments/ports/store.ts';
import type { Kept, OfAccount } from '../contents.ts';
import { readAttempt, readMessage } from '../record.ts';
import { attemptColumns } from './record-columns.ts';
import { consentOf, SqlConsents } from './sql-consents.ts';
import { placeholders, statement, type Row, type SqlDatabase, type SqlValue } from './sql-database.ts';

const PER_PAGE = 500;

interface Table {
  readonly name: string;
  readonly keys: readonly string[];
  readonly read: (row: Row) => Kept;
}

const TABLES: readonly Table[] = [
  {
    name: 'attempts',
    keys: ['account', 'id'],
    read: (row) => {
      const record = row['record'];
      if (typeof record === 'string') return { kind: 'attempt', attempt: readAttempt(record) };
      return { kind: 'bar', id: String(row['id']), bar: row['bar'] as Bar, ttlMs: Number(row['left_ms']) };
    },
  },
  {
    name: 'outbox',
    keys: ['account', 'queue', 'id'],
    read: (row) => ({ kind: 'message', message: readMessage(String(row['record'])) }),
  },
  { name: 'consents', keys: ['account', 'id'], read: (row) => ({ kind: 'consent', consent: consentOf(row) }) },
  {
    name: 'notes',
    keys: ['account', 'key'],
    read: (row) => ({
      kind: 'note',
      note: { key: String(row['key']), value: String(row['value']), ttlMs: Number(row['left_ms']) },
    }),
  },
];

/** The column with the end of a row that expires. */
const LEFT: Readonly<Record<string, string>> = { attempts: 'bar_until_ms', notes: 'until_ms' };

export async function* sqlContents(database: SqlDatabase): AsyncIterable<OfAccount> {
  for (const { name, keys, read } of TABLES) {
    const left = LEFT[name] === undefined ? '' : `, ${LEFT[name]} - {now} as left_ms`;
    const order = keys.join(', ');
    let after: readonly SqlValue[] = keys.map(() => '');
    for (;;) {
      const rows: readonly Row[] = await database.query(
        statement(
          `select *${left} from {${name}} where (${order}) > (${keys.map(() => '?').join(', ')}) order by ${order} limit ${PER_PAGE}`,
          ...after,
        ),
      );
      for (const row of rows) {
        const kept = read(row);
        const isOver = ('ttlMs' in kept && kept.ttlMs <= 0) || (kept.kind === 'note' && kept.note.ttlMs <= 0);
        if (!isOver) yield { account: String(row['account']), kept };
      }
      const last = rows.at(-1);
      if (!last || rows.length < PER_PAGE) break;
      after = keys.map((key) => String(last[key]));
    }
  }
}

/** A record that exists in this revision or a later one stays as it is, so copying again does no harm. */
export async function takeKept(
  database: SqlDatabase,
  store: AccountStore,
  { account, kept }: OfAccount,
): Promise<void> {
  if (kept.kind === 'attempt') await takeAttempt(database, account, kept.attempt);
  else if (kept.kind === 'message') await store.post([kept.message]);
  else if (kept.kind === 'note') await store.put(kept.note.key, kept.note.value, kept.note.ttlMs);
  else if (kept.kind === 'bar') await store.bar(kept.id, kept.bar, kept.ttlMs);
  else await new SqlConsents(database, account).putConsent(kept.consent);
}

async function takeAttempt(database: SqlDatabase, account: string, attempt: Attempt): Promise<void> {
  const columns = attemptColumns(account, attempt);
  const names = Object.keys(columns);
  await database.query(
    statement(
      `insert into {attempts} as known (${names.join(', ')}, number)
       select ${placeholders(columns)},
         (select coalesce(max(number), 0) + 1 from {attempts} where account = ? and checkout = ?) where true
       on conflict (account, id) do update set ${names.map((name) => `${name} = excluded.${name}`).join(', ')},
         bar = null, bar_until_ms = null where known.revision < excluded.revision`,
      ...Object.values(columns),
      account,
      attempt.checkout,
    ),
  );
}
