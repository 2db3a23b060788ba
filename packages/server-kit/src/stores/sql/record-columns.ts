// Records as rows: the columns by which they are found, and the record itself.
import { chargedAmount, dueAt, holdOf, isAtRest, type Attempt } from '../../payments/attempt/attempt.ts';
import type { Message } from '../../payments/outbox/message.ts';
import { READABLE_BY, writeRecord } from '../record.ts';
import type { SqlValue } from './sql-database.ts';

type Columns = Readonly<Record<string, SqlValue>>;

const whole = (ms: number): number => Math.floor(ms);
const wholeOr = (ms: number | null): number | null => (ms === null ? null : whole(ms));

/** For `placeholder`, which adds the database's time to `rest_at_ms`: an attempt is at rest from now on. */
export const attemptColumns = (account: string, attempt: Attempt): Columns => ({
  account,
  id: attempt.id,
  checkout: attempt.checkout,
  reference: attempt.referenceId,
  eximpe_order: attempt.orderId,
  eximpe_payment: attempt.paymentId,
  sub_merchant: attempt.merchantId,
  customer: attempt.customer,
  status: attempt.status,
  charge: attempt.charge,
  problem: attempt.problem,
  role: attempt.role,
  refund: attempt.refund,
  amount: chargedAmount(attempt),
  currency: attempt.capturedCurrency ?? attempt.currency,
  network: attempt.network,
  mop: attempt.mop,
  last4: attempt.last4,
  issuing_bank: attempt.issuingBank,
  bank_reference: attempt.bankReference,
  created_at_ms: whole(attempt.createdAtMs),
  decided_at_ms: wholeOr(attempt.decidedAtMs),
  hold: holdOf(attempt),
  ask_at_ms: wholeOr(dueAt(attempt, 'ask')),
  refund_at_ms: wholeOr(dueAt(attempt, 'refund')),
  rest_at_ms: isAtRest(attempt) ? 0 : null,
  revision: attempt.revision,
  readable_by: READABLE_BY,
  record: writeRecord(attempt),
});

export const messageColumns = (account: string, message: Message): Columns => ({
  account,
  queue: message.queue,
  id: message.id,
  attempt: message.attempt,
  topic: message.topic,
  tries: message.tries,
  created_at_ms: whole(message.createdAtMs),
  due_at_ms: whole(message.dueAtMs),
  readable_by: READABLE_BY,
  record: writeRecord(message),
});
