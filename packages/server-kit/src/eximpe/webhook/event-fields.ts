// How the fields of webhook bodies may be written: one schema for each kind of value.
import { z } from 'zod';
import { amountFrom } from '../translate.ts';

/** Ids are documented as texts; a number means the same. */
export const nullishText = z.union([z.string(), z.number()]).transform(String).nullish();

/** Rupees with two decimals; absent when they can't be read. */
export const amountish = z.unknown().transform(amountFrom).optional();

/** Names in a list. Entries that are not text are left out; a value that is not a list has no names. */
export const names = z
  .array(z.unknown())
  .catch([])
  .transform((items) => items.filter((item) => typeof item === 'string'));
