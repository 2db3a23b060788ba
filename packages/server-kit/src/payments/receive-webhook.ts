// What a verified webhook changes: the payment it speaks of, forward only.
import { applyNews } from './apply-news.ts';
import { attemptOfReference, type Attempt } from './attempt.ts';
import { changeAttempt } from './change-attempt.ts';
import type { Ports } from './ports.ts';
import { hinted, type News } from './progress.ts';

export interface PaymentIds {
  readonly referenceId: string | undefined;
  readonly orderId: string | undefined;
}

export interface PaymentNotice extends PaymentIds {
  readonly paymentId: string | undefined;
  readonly status: News['status'];
  readonly reason: News['reason'];
}

/** Resolves once recorded. Undefined when the payment is none of ours: an account may have other doors. */
export async function receivePaymentNotice(ports: Ports, notice: PaymentNotice): Promise<Attempt | undefined> {
  const attempt = await findAttempt(ports, notice);
  if (!attempt) return undefined;
  const { status, orderId, paymentId, reason } = notice;
  return applyNews(ports, attempt.id, { source: 'webhook', status, orderId, paymentId, reason });
}

/** EximPe speaks of a payment in words we don't know: it is asked at the next opportunity. */
export async function receiveUnclearNotice(ports: Ports, notice: PaymentIds): Promise<void> {
  const attempt = await findAttempt(ports, notice);
  if (attempt) await changeAttempt(ports.store, attempt.id, (latest) => hinted(latest, ports.clock.now()));
}

async function findAttempt(ports: Ports, { referenceId, orderId }: PaymentIds): Promise<Attempt | undefined> {
  const named = referenceId === undefined ? undefined : attemptOfReference(referenceId);
  const byReference = named === undefined ? undefined : await ports.store.find(named);
  const attempt = byReference ?? (orderId === undefined ? undefined : await ports.store.findByOrder(orderId));
  if (!attempt) return undefined;
  // A notice that names our reference with another order's id speaks of something else.
  const contradicts = attempt.orderId !== null && orderId !== undefined && attempt.orderId !== orderId;
  return contradicts ? undefined : attempt;
}
