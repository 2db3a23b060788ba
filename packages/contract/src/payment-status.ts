// The status of a payment.
import * as z from 'zod/mini';

/**
 * Only EximPe's own answers move a payment from `pending`, and only forward: `successful` and `failed` are final.
 * Everything that is not known is `pending`, never `failed`.
 */
export const PaymentStatus = z.enum(['pending', 'successful', 'failed']);
export type PaymentStatus = z.infer<typeof PaymentStatus>;
