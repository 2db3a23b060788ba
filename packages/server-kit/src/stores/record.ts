// How records are written where they outlive a version of the kit: with the number of their schema, and a way up from older ones.
import type { Attempt } from '../payments/attempt/attempt.ts';
import type { Message } from '../payments/outbox/message.ts';

/** Grows whenever a stored record gets a property more, or changes its form. */
export const SCHEMA = 1;
/**
 * The oldest schema whose kits read what this one writes: it grows only with a change of form. Properties that a kit does not know it
 * leaves as they are, so that during a rolling deploy two versions may write the same record in turn.
 */
export const READABLE_BY = 1;

type Raw = Readonly<Record<string, unknown>>;

/**
 * From each older schema to the next one; the first row that is ever needed goes here. A row leaves alone what is there already:
 * `(record) => ({ added: null, ...record })`, since an older kit may have written a newer record last.
 */
const UPGRADES: Readonly<Record<number, (record: Raw) => Raw>> = {};

/** A record of a newer kit, which this one must not guess at. */
export class NewerRecordError extends Error {
  override readonly name = 'NewerRecordError';
  constructor(schema: number) {
    super(
      `the store holds records of a newer version of the kit (schema ${schema}, this one knows ${SCHEMA}): ` +
        'bring every process to that version',
    );
  }
}

export const writeRecord = (record: Attempt | Message): string =>
  JSON.stringify({ schema: SCHEMA, readableBy: READABLE_BY, ...record });

/** Throws a NewerRecordError for what a newer version wrote. */
export const readAttempt = (json: string): Attempt => readRecord(json) as unknown as Attempt;
/** Throws a NewerRecordError for what a newer version wrote. */
export const readMessage = (json: string): Message => readRecord(json) as unknown as Message;

/** Brought up to the newest schema, step by step. */
export function readRecord(json: string, upgrades = UPGRADES, newest = SCHEMA): Raw {
  const { schema = 0, readableBy, ...rest } = JSON.parse(json) as Raw & { schema?: number; readableBy?: number };
  if ((readableBy ?? schema) > newest) throw new NewerRecordError(schema);
  let record: Raw = rest;
  for (let from = schema; from < newest; from += 1) record = upgrades[from]?.(record) ?? record;
  return record;
}
