// An amount of money as it crosses the wire.
import * as z from 'zod/mini';

/**
 * EximPe's limit for one transaction, ₹25 lakh.
 *
 * @see https://docs.eximpe.com/integration-guide/v2/getting-started/introduction
 */
export const MOST_RUPEES = 2_500_000;

/** Decimal string in major units (rupees) with exactly two places, e.g. `"1000.00"`; greater than zero, at most `MOST_RUPEES`. */
export const Amount = z.string().check(
  z.regex(/^(?:0|[1-9]\d{0,6})\.\d{2}$/),
  z.refine((text) => Number(text) > 0 && Number(text) <= MOST_RUPEES),
);
export type Amount = z.infer<typeof Amount>;

/** EximPe charges Indian rupees only. */
export const Currency = z.literal('INR');
export type Currency = z.infer<typeof Currency>;
