// How records are stored so that newer versions of the kit can read them: with the number of their schema, and with upgrades from older ones.
import type { Attempt } from '../payments/attempt/attempt.ts';
import type { Message } from '../payments/outbox/message.ts';

/** Grows whenever stored records get a new property or another form. */
export const SCHEMA = 1;
/**
 * The oldest schema whose kits read what this one writes: it grows only with a change of form. A kit leaves
 * properties that it does not know as they are, so that two versions may write the same record in turn during a
 * rolling deploy.
 */
export const READABLE_BY = 1;

type Raw = Readonly<Record<string, unknown>>;

/**
 * From each older schema to the next one; add the first one here when it is needed. A row must not replace properties
 * that exist already: `(record) => ({ added: null, ...record })`, since an older kit may have written a newer record
 * last.
 */
const UPGRADES: Readonly<Record<number, (record: Raw) => Raw>> = {};

/** A record of a newer kit: this one must not guess what it means. */
export class NewerRecordError extends Error {
  override readonly name = 'NewerRecordError';
  constructor(schema: number) {
    super(
      `the store has records of a newer version of the kit (schema ${schema}, this one knows ${SCHEMA}): ` +
        'update every process to that version',
    );
  }
}

export const writeRecord = (record: Attempt | Message): string =>
  JSON.stringify({ schema: SCHEMA, readableBy: READABLE_BY, ...record });

/** Throws a NewerRecordError for a record of a newer version. */
export const readAttempt = (json: string): Attempt => readRecord(json) as unknown as Attempt;
/** Throws a NewerRecordError for a record of a newer version. */
export const readMessage = (json: string): Message => readRecord(json) as unknown as Message;

/** Reads a record and upgrades it to the newest schema, step by step. */
export function readRecord(json: string, upgrades = UPGRADES, newest = SCHEMA): Raw {
  const { schema = 0, readableBy, ...rest } = JSON.parse(json) as Raw & { schema?: number; readableBy?: number };
  if ((readableBy ?? schema) > newest) throw new NewerRecordError(schema);
  let record: Raw = rest;
  for (let from = schema; from < newest; from += 1) record = upgrades[from]?.(record) ?? record;
  return record;
}
