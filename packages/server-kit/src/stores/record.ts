// How records are written where they outlive a version of the kit: with the number of their schema, and a way up from older ones.
import type { Attempt } from '../payments/attempt/attempt.ts';
import type { Message } from '../payments/outbox/message.ts';

/** Grows whenever a stored record changes its form. */
export const SCHEMA = 1;

type Raw = Readonly<Record<string, unknown>>;

/** From each older schema to the next one; the first row that is ever needed goes here. */
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

export const writeRecord = (record: Attempt | Message): string => JSON.stringify({ schema: SCHEMA, ...record });

/** Throws a NewerRecordError for what a newer version wrote. */
export const readAttempt = (json: string): Attempt => readRecord(json) as unknown as Attempt;
/** Throws a NewerRecordError for what a newer version wrote. */
export const readMessage = (json: string): Message => readRecord(json) as unknown as Message;

/** Brought up to the newest schema, step by step. */
export function readRecord(json: string, upgrades = UPGRADES, newest = SCHEMA): Raw {
  const { schema = 0, ...rest } = JSON.parse(json) as Raw & { readonly schema?: number };
  if (schema > newest) throw new NewerRecordError(schema);
  let record: Raw = rest;
  for (let from = schema; from < newest; from += 1) record = upgrades[from]?.(record) ?? record;
  return record;
}
