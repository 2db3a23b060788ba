// The messages to the shop that follow from a change of an attempt: one row for each fact, written into the outbox with the change itself.
import type { Notice } from './attention.ts';
import { chargedAmount, paysPrice, type Attempt } from '../attempt/attempt.ts';
import { queueOf, type Message } from './message.ts';
import { papersDue } from './papers.ts';

/** The notice that a change causes; undefined when it causes none. */
type Row = (before: Attempt, after: Attempt) => Notice | undefined;

const hasBecome = (before: Attempt, after: Attempt, status: Attempt['status']): boolean =>
  before.status !== status && after.status === status;

/** Another amount or currency was captured than was asked for. */
const isOther = (attempt: Attempt): boolean =>
  chargedAmount(attempt) !== attempt.amount || (attempt.capturedCurrency ?? attempt.currency) !== attempt.currency;

const NOTICES: readonly Row[] = [
  (before, after) => (!before.afterFailure && after.afterFailure ? { type: 'captured_after_failure' } : undefined),
  (before, after) =>
    isOther(before) || !isOther(after)
      ? undefined
      : {
          type: 'amount_mismatch',
          asked: after.amount,
          captured: chargedAmount(after),
          currency: after.capturedCurrency ?? after.currency,
        },
  // Less or more than a price that has not changed is a mismatch, above.
  (before, after) =>
    hasBecome(before, after, 'successful') && after.price !== after.amount && !paysPrice(after)
      ? { type: 'price_changed', paid: chargedAmount(after), price: after.price }
      : undefined,
  (before, after) =>
    !before.needsAttention && after.needsAttention
      ? { type: 'charge_unexplained', referenceId: after.referenceId }
      : undefined,
  (before, after) => {
    if (before.secondTo !== null || after.secondTo === null) return undefined;
    const given = after.role === 'replacement' ? after.secondTo : after.id;
    return { type: 'second_capture', first: after.secondTo, refunding: after.refundsSecond ? given : null };
  },
  (before, after) =>
    before.refund !== 'refused' && after.refund === 'refused'
      ? { type: 'refund_refused', detail: after.refundDetail ?? '' }
      : undefined,
  (before, after) =>
    before.refund !== 'failed' && after.refund === 'failed'
      ? {
          type: 'refund_failed',
          refundId: after.refundId,
          status: after.refundDetail ?? 'failed',
          amount: chargedAmount(after),
          orderId: after.orderId,
          paymentId: after.paymentId,
        }
      : undefined,
];

/** First the payment's outcome, then notices for a person. */
export function messagesOf(before: Attempt, after: Attempt, nowMs: number): Message[] {
  const common = { queue: queueOf(after.checkout), attempt: after.id, createdAtMs: nowMs, dueAtMs: nowMs, tries: 0 };
  const outcome = hasBecome(before, after, 'successful')
    ? ([{ ...common, topic: 'captured', id: `captured:${after.id}` }] as const)
    : hasBecome(before, after, 'failed')
      ? ([{ ...common, topic: 'failed', id: `failed:${after.id}` }] as const)
      : [];
  const notices = NOTICES.flatMap((row) => row(before, after) ?? []).map((notice) => ({
    ...common,
    topic: 'attention' as const,
    id: `${notice.type}:${after.id}`,
    notice,
  }));
  // Each gets its own place in the queue: they are delivered in this order, whatever order the store returns.
  const now = [...outcome, ...notices].map((message, index, all) => ({
    ...message,
    createdAtMs: nowMs - (all.length - index) / 1_000,
  }));
  return [...now, ...papersToCome(before, after)];
}

/** The shop is told this long before a paper is due. */
const AHEAD_MS = 2 * 24 * 3_600_000;

/** When the checkout is paid: writes the reminders about papers that EximPe needs later, each for its time. */
function papersToCome(before: Attempt, after: Attempt): Message[] {
  const isNews = before.role === null && (after.role === 'payment' || after.role === 'replacement');
  if (!isNews || after.paidAt === null) return [];
  // The order has an invoice number: there is no checkout without one.
  const due = papersDue(Date.parse(after.paidAt), { invoiceNumber: 'given', typeOfGoods: 'service' });
  return due.flatMap(({ paper, dueAt }): Message[] => {
    if (dueAt === null) return [];
    const atMs = Date.parse(dueAt) - AHEAD_MS;
    return [
      {
        topic: 'attention',
        id: `papers_due:${paper}:${after.id}`,
        queue: queueOf(after.checkout),
        attempt: after.id,
        createdAtMs: atMs,
        dueAtMs: atMs,
        tries: 0,
        notice: { type: 'papers_due', paper, dueAt },
      },
    ];
  });
}
