// The method of payment behind a card: credit or debit.
import * as z from 'zod/mini';

/** EximPe requires it. Only the issuer's BIN data says which one it is; without it, the form asks the shopper. */
export const Mop = z.enum(['credit_card', 'debit_card']);
export type Mop = z.infer<typeof Mop>;
