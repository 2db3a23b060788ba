// What an issuer's data says about the first digits of a card.
import * as z from 'zod/mini';
import { Mop } from './mop.ts';
import { Network } from './network.ts';

/** The first 8 digits of a PAN: not cardholder data by themselves, but still never logged. */
export const BinRequest = z.strictObject({ bin: z.string().check(z.regex(/^\d{8}$/)) });
export type BinRequest = z.infer<typeof BinRequest>;

/** Null when the data does not say. */
export const BinAnswer = z.object({
  network: z.nullable(Network),
  mop: z.nullable(Mop),
  bank: z.nullable(z.string().check(z.maxLength(200))),
  domestic: z.nullable(z.boolean()),
});
export type BinAnswer = z.infer<typeof BinAnswer>;
