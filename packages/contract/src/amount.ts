// An amount of money as it crosses the wire.
import * as z from 'zod/mini';

/** Decimal string in major units (rupees) with exactly two places, e.g. `"1000.00"`; greater than zero, at most 10,000,000.00. */
export const Amount = z.string().check(
  z.regex(/^(?:0|[1-9]\d{0,7})\.\d{2}$/),
  z.refine((text) => Number(text) > 0 && Number(text) <= 10_000_000),
);
export type Amount = z.infer<typeof Amount>;

/** EximPe charges Indian rupees only. */
export const Currency = z.literal('INR');
export type Currency = z.infer<typeof Currency>;
