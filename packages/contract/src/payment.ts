// The answer about a payment: after POST payments, GET payments/:handle, GET attempts/:attempt and the actions on a payment.
import * as z from 'zod/mini';
import { Amount } from './amount.ts';
import { AttemptId, PaymentHandle } from './ids.ts';
import { Network } from './network.ts';
import { PaymentStatus } from './payment-status.ts';
import { Problem } from './problem.ts';

export const PaymentAnswer = z.object({
  handle: PaymentHandle,
  attempt: AttemptId,
  status: PaymentStatus,
  /** EximPe's order id; null while the charge call has not been answered. */
  orderId: z.nullable(z.string().check(z.maxLength(100))),
  /** The amount of this payment, in rupees; the checkout may have another price now. */
  amount: Amount,
  network: Network,
  /** Last four digits of the PAN. */
  last4: z.string().check(z.regex(/^\d{4}$/)),
  /** The issuer of the card, if the issuer's data names it: shown while the bank waits for the shopper. */
  issuingBank: z.optional(z.string().check(z.maxLength(200))),
  /**
   * Path on the server-kit's own origin that sends the shopper to the bank, good for one launch and for 5 minutes. Present only in
   * answers that start a challenge: POST payments, POST payments/:handle/launch.
   */
  launchUrl: z.optional(z.string().check(z.maxLength(500), z.regex(/^\/(?![/\\])[!-~]*$/))),
  /**
   * With `failed`: why. With `pending`: this attempt was cancelled or its challenge refused, and a new one may be started;
   * EximPe's final answer about the money still counts.
   */
  problem: z.optional(Problem),
  /** The page on which the merchant shows the result, if it named one. */
  resultUrl: z.optional(z.string().check(z.maxLength(2000))),
});
export type PaymentAnswer = z.infer<typeof PaymentAnswer>;
