// The method of payment behind a card: credit or debit.
import * as z from 'zod/mini';

/** EximPe must be told which one it is; only the issuer's BIN data knows, otherwise the form asks the shopper. */
export const Mop = z.enum(['credit_card', 'debit_card']);
export type Mop = z.infer<typeof Mop>;
