// What the gateway says about a payment, in domain words. Only this decides a payment.
import type { PaymentStatus, ProblemCode } from '@eximpe/contract';
import type { ReportedDetails } from './payment-details.ts';

/** What the gateway says about one payment, from any source: an order's status, a listing, a webhook. */
export interface StatusReport extends ReportedDetails {
  readonly status: PaymentStatus;
  /** Our reference for the payment, if the report names it. */
  readonly referenceId?: string | undefined;
  /** With `failed`: why. */
  readonly reason?: ProblemCode | undefined;
  /** Rupees with two decimals, e.g. `"1000.00"`, as the gateway reports it; the kit compares it with the amount of the charge. */
  readonly amount?: string | undefined;
  /** ISO 4217, e.g. `"INR"`. */
  readonly currency?: string | undefined;
  /** When the money was taken: ISO 8601 in UTC, e.g. `"2026-11-22T10:29:55.000Z"`. */
  readonly paidAt?: string | undefined;
  /** The merchant's invoice number on the order. */
  readonly invoiceNumber?: string | undefined;
}
