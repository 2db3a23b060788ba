// Explains why a store can't be used and what to do, from the errors of Postgres, SQLite and Redis clients.

/** A pattern for the code or the message of an error, with the likely cause and the remedy. */
const TROUBLES: readonly (readonly [found: RegExp, says: string])[] = [
  [
    /ECONNREFUSED|max retries per request|Connection is closed/,
    'nothing answers at its address: is it running there, and is the address right?',
  ],
  [/ENOTFOUND|EAI_AGAIN/, 'its host is unknown: is the address right?'],
  [
    /ETIMEDOUT|EHOSTUNREACH|did not answer/,
    'it does not answer in time: is the address right, and does a firewall let this machine through?',
  ],
  [/28P01|28000|WRONGPASS|NOAUTH/, 'it refuses the user or password: check those in its address'],
  [/3D000/, 'there is no such database: create it, or name another in its address'],
  [
    /42501/,
    'its user may not do this: let it use the schema, and read and write its tables; eximpe-migrate also creates them',
  ],
  [/53300|too many clients/, 'it accepts no more connections: give the pools fewer, or put PgBouncer in front'],
  [/25006|READONLY You can't write/, 'it is read-only, as replicas are: use the one that takes writes'],
  [/\bOOM\b/, 'its memory is full: give it more (maxmemory)'],
  [
    /53100|SQLITE_FULL|disk is full|No space left|MISCONF/,
    "its disk is full, or can't be written: make room. What was acknowledged is kept",
  ],
  [
    /SQLITE_BUSY|database is locked/,
    'another process keeps the file locked: a backup, or a shell with an open transaction?',
  ],
  [
    /transaction within a transaction|changed inside a transaction/,
    'the shop keeps a transaction open on the database that it gave to createSqliteStore: end it before awaiting anything else, or give createSqliteStore the path of the file',
  ],
  [/SQLITE_READONLY|readonly database/, 'this process may not write the file or its folder: let its user write both'],
  [
    /SQLITE_CANTOPEN|unable to open|directory does not exist/,
    "the file can't be opened: does its folder exist, and may this process write in it?",
  ],
  [/SQLITE_NOTADB|not a database/, 'the file is not a SQLite database: name another'],
  [/SQLITE_IOERR|disk I\/O error/, 'its disk fails: check the system’s log'],
];

/** A database's error, with the remedy. */
export class StoreTroubleError extends Error {
  override readonly name = 'StoreTroubleError';
}

const remedyOf = (code: unknown, message: string): string | undefined =>
  TROUBLES.find(([found]) => found.test(`${String(code)} ${message}`))?.[1];

/** The same error, or one that also says what to do, if that is known. */
export function withRemedy(error: unknown): unknown {
  if (error instanceof StoreTroubleError) return error;
  const { code = '', message = '' } = (error ?? {}) as { readonly code?: unknown; readonly message?: string };
  const remedy = remedyOf(code, message);
  if (remedy === undefined) return error;
  // When several addresses all refuse, the error has no message.
  return new StoreTroubleError(`${message || String(code)}: ${remedy}`, { cause: error });
}

/** The error's own message, and what to do, if that is known. */
export const troubleOf = (error: unknown): string => {
  const told = withRemedy(error);
  return told instanceof Error ? told.message : String(told);
};
