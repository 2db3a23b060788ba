// The dialect of SQLite: one file, on one machine, that several processes may share.
import type { StoreFault } from '../../payments/ports/store.ts';
import { withRemedy } from '../store-trouble.ts';
import { GroupCommit } from './group-commit.ts';
import {
  MissingTableError,
  createWording,
  type Row,
  type SqlDatabase,
  type SqlValue,
  type Statement,
} from './sql-database.ts';
import type { SqliteHandle, SqliteStatement } from './sqlite-driver.ts';

/** How long a write waits for a write of another process. Everything else in this process waits meanwhile. */
const BUSY_MS = 2_000;

const BETWEEN_TRIES_MS = 20;

/**
 * Sets a file up: readers and the writer do not wait for each other; an acknowledged write is on the disk. SQLite waits for another
 * writer, except where the journal mode changes: there it fails at once. So the change is tried again for as long as a write would
 * wait. Processes that start at the same moment on a new file meet like this.
 */
export function setUpFile(handle: SqliteHandle): void {
  handle.exec(`pragma busy_timeout = ${BUSY_MS}`);
  const untilMs = Date.now() + BUSY_MS;
  while (!hasWriteAheadLog(handle, untilMs)) pause(BETWEEN_TRIES_MS);
  handle.exec('pragma synchronous = full');
}

function hasWriteAheadLog(handle: SqliteHandle, untilMs: number): boolean {
  try {
    handle.exec('pragma journal_mode = wal');
    return true;
  } catch (error) {
    if (!/database is locked/.test((error as Error).message) || Date.now() > untilMs) throw error;
    return false;
  }
}

/** Blocks this thread, as a write does that waits for another process. */
const pause = (ms: number): unknown => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);

/** The value of `synchronous` with which a commit does not wait for the disk. */
const NORMAL = 1;

const worded = createWording((word) => {
  if (word === 'now') return "cast(round(unixepoch('subsec') * 1000) as integer)";
  if (word.startsWith('time of ')) return `strftime('%Y-%m-%dT%H:%M:%fZ', ${word.slice(8)} / 1000.0, 'unixepoch')`;
  // SQLite has one writer at a time.
  if (word === 'skip locked') return '';
  return word === 'if first' ? 'where true' : `eximpe_${word}`;
});

export function createSqliteDatabase(handle: SqliteHandle, closes: boolean): SqlDatabase {
  const prepared = new Map<string, SqliteStatement>();
  const carryOut = ({ text, values }: Statement): readonly Row[] => {
    const statement = prepared.get(text) ?? handle.prepare(worded(text));
    prepared.set(text, statement);
    return isRead({ text }) || /\breturning\b/.test(text)
      ? (statement.all(...values) as Row[])
      : nothing(statement, values);
  };
  const setting = (name: string): unknown => Object.values(handle.prepare(`pragma ${name}`).all()[0] as Row)[0];
  const synchronous = Number(setting('synchronous'));
  /** The write is in the file at once, so a crash of the process does not lose it; the next write that waits for the disk makes it safe, too. */
  const withoutDisk = <Value>(work: () => Value): Value => {
    if (synchronous <= NORMAL) return work();
    handle.exec(`pragma synchronous = ${NORMAL}`);
    try {
      return work();
    } finally {
      handle.exec(`pragma synchronous = ${synchronous}`);
    }
  };
  const commits = new GroupCommit({ exec: (text) => handle.exec(text), withoutDisk });
  return {
    listens: false,
    async query(asked) {
      return isRead(asked)
        ? explained(() => carryOut(asked))
        : commits.write(() => explained(() => carryOut(asked)), false);
    },
    step({ find, first, after = [], isBrief = false }) {
      const work = () => {
        const found = find ? carryOut(find) : [];
        const wrote = carryOut(first);
        if (wrote.length > 0) for (const next of after) carryOut(next);
        return { wrote, found };
      };
      return commits.write(() => explained(work), isBrief);
    },
    script: (text) => commits.write(() => explained(() => void handle.exec(worded(text))), false),
    listen: () => Promise.resolve(undefined),
    tell: () => Promise.resolve(),
    async examine() {
      return faultsOf(String(setting('journal_mode')), Number(setting('synchronous')));
    },
    async close() {
      commits.commit();
      prepared.clear();
      if (closes) handle.close();
    },
  };
}

const isRead = ({ text }: Pick<Statement, 'text'>): boolean => text.startsWith('select');

function nothing(statement: SqliteStatement, values: readonly SqlValue[]): readonly Row[] {
  statement.run(...values);
  return [];
}

function explained<Value>(work: () => Value): Value {
  try {
    return work();
  } catch (error) {
    throw /no such table/.test((error as Error).message) ? new MissingTableError(error) : withRemedy(error);
  }
}

/** `synchronous`: 2 is FULL, 3 EXTRA. A database in memory needs no journal. */
function faultsOf(journal: string, synchronous: number): StoreFault[] {
  const faults: StoreFault[] = [];
  if (journal === 'memory') {
    const says = 'it is in memory: a restart forgets all payments. Give createSqliteStore the path of a file';
    faults.push({ fault: 'forgets', says, matters: 'in production' });
  } else if (synchronous <= NORMAL) {
    const says =
      'its synchronous setting is below FULL: a power cut forgets the last payments. Set `pragma synchronous = full`';
    faults.push({ fault: 'forgets', says, matters: 'in production' });
  }
  if (journal === 'delete' || journal === 'truncate' || journal === 'persist') {
    const says = `its journal_mode is ${journal}: readers and writers wait for each other. Set \`pragma journal_mode = wal\``;
    faults.push({ fault: 'waits', says, matters: 'in production' });
  }
  return faults;
}
