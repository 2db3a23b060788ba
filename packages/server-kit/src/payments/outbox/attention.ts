// What needs a person: what happened, about which payment, and what to do. One row for each kind.
import type { AttemptId } from '@eximpe/contract';
import type { PaperDue } from './papers.ts';
import type { Payment } from './payment.ts';

/** Amounts are rupees with two places; ids are EximPe's, null when it did not name them. */
interface Ids {
  readonly orderId: string | null;
  readonly paymentId: string | null;
}

/** What happened, in the form that waits in the outbox. */
export type Notice =
  /** Two attempts for one checkout were captured: this one, and `first` before it. `refunding` is the one that the kit refunds. */
  | { readonly type: 'second_capture'; readonly first: AttemptId; readonly refunding: AttemptId | null }
  /** EximPe captured a payment that it had reported as failed. The checkout counts as paid. */
  | { readonly type: 'captured_after_failure' }
  /** EximPe captured a different amount or currency than requested. */
  | {
      readonly type: 'amount_mismatch';
      readonly asked: string;
      readonly captured: string;
      /** ISO code, `INR` when EximPe did not say. */
      readonly currency: string;
    }
  /** The captured amount is not the checkout's current price; `price` is null when the shop has withdrawn the checkout. */
  | { readonly type: 'price_changed'; readonly paid: string; readonly price: string | null }
  /** EximPe does not say whether this charge was made. Look for `referenceId` in its dashboard. */
  | { readonly type: 'charge_unexplained'; readonly referenceId: string }
  /** EximPe captured a payment under a reference of this kit that is not in the store: the store has lost it. */
  | ({
      readonly type: 'capture_unknown';
      readonly referenceId: string;
      /** PSP accounts: the sub-merchant, if it is known. */
      readonly merchantId: string | null;
      readonly amount: string | null;
      /** Your invoice number, by which the order can be found; null when EximPe did not say. */
      readonly invoiceNumber: string | null;
      readonly paidAt: string | null;
    } & Ids)
  /** A cardholder disputes a payment. Reply before `replyBefore` (as EximPe writes it), or you lose the money. */
  | ({
      readonly type: 'dispute';
      readonly chargebackId: string;
      /** In lower case, e.g. `open`. */
      readonly status: string;
      readonly amount: string | null;
      readonly replyBefore: string | null;
      readonly reason: string | null;
    } & Ids)
  /** A refund failed; `status` in lower case: `failed`, `reversed`, `bank_rejected_refund`. */
  | ({
      readonly type: 'refund_failed';
      readonly refundId: string | null;
      readonly status: string;
      readonly amount: string | null;
    } & Ids)
  /** EximPe refuses to refund a second capture. */
  | { readonly type: 'refund_refused'; readonly detail: string }
  /** EximPe sent a webhook that this version can't read; `event` is its name for it. */
  | { readonly type: 'webhook_unreadable'; readonly event: string }
  /** EximPe pays out only when the order has these papers. */
  | ({ readonly type: 'papers_missing'; readonly fields: readonly string[] } & Ids)
  /** A paper is due in two days, and EximPe does not have it. `dueAt` with offset, e.g. `2026-12-01T23:59:59+05:30`. */
  | { readonly type: 'papers_due'; readonly paper: PaperDue['paper']; readonly dueAt: string };

const DASHBOARD = "EximPe's dashboard";

/** What a person has to do, by kind. */
export const TODO: Readonly<Record<Notice['type'], string>> = {
  second_capture: 'The shopper was charged twice for one checkout. Make sure that one of the two is refunded.',
  captured_after_failure: 'The checkout is paid after all. Deliver, or refund the payment.',
  amount_mismatch: `Compare the order in ${DASHBOARD} with yours before you deliver.`,
  price_changed:
    'The order changed after the shopper had started to pay. Deliver, ask for the rest, or refund the payment.',
  charge_unexplained: `Look for the reference in ${DASHBOARD}: the shopper may have been charged. Nobody can pay this checkout again until EximPe says, or until seven days after the payment began.`,
  capture_unknown: `Find the order by its invoice number or in ${DASHBOARD}, and mark it as paid or refund it. Find out why the store lost it.`,
  dispute: `Reply in ${DASHBOARD} before the date, with proof of delivery.`,
  refund_failed: `Request the refund again in ${DASHBOARD}, or pay the shopper back another way.`,
  webhook_unreadable: `Check in ${DASHBOARD} what it was about, and tell the maintainers of the kit.`,
  refund_refused: `Refund the payment in ${DASHBOARD}.`,
  papers_missing: 'Send EximPe what is missing: without it the payment is not paid out to you.',
  papers_due: 'Send EximPe this paper in time: without it the payment is not paid out to you.',
};

/** The argument of `onAttention`. */
export type Attention = Notice & {
  /** The same each time this notice is sent again. */
  readonly id: string;
  /** The payment it is about; null when the store does not know it. */
  readonly payment: Payment | null;
  /** What to do, in a sentence. */
  readonly todo: string;
};
